package dev.guise.cli;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.defaults.ApiResources;
import dev.guise.impersonation.ImpersonationReview;
import dev.guise.impersonation.ImpersonationReview.Check;
import dev.guise.impersonation.ImpersonationReview.Result;
import dev.guise.impersonation.ImpersonationReviewer;
import dev.guise.impersonation.Mode;
import dev.guise.impersonation.WantedUser;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.Policy;
import dev.guise.rbac.UserInfo;
import dev.guise.report.JsonWriter;
import dev.guise.report.SimulationJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows how the server decides one request with impersonation headers.
@Command(
        name = "simulate",
        description = "Show how the API server decides a request with impersonation headers, check by check.",
        footer = {
            "",
            "Examples:",
            "  guise simulate dump.json --requestor ci/pipeline --as deploy-bot --verb list --resource pods -n shop",
            "  guise simulate --demo --requestor jane --as bob --as-group devs --verb get --path /metrics"
        })
final class SimulateCommand extends ClusterCommand {
    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Manifests, dumps, folders, or a saved snapshot.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--requestor",
            paramLabel = "NAME",
            required = true,
            description = "Identity that sends the request: a user name, NAMESPACE/NAME, node:NAME or anonymous.")
    private String requestor = "";

    @Option(
            names = "--requestor-group",
            paramLabel = "G",
            description = "Additional group of the requestor; repeatable.")
    private List<String> requestorGroups = new ArrayList<>();

    @Option(
            names = "--requestor-extra",
            paramLabel = "K=V",
            description = "Extra of the requestor, such as authentication.kubernetes.io/node-name=NODE; repeatable.")
    private List<String> requestorExtras = new ArrayList<>();

    @Option(names = "--as", paramLabel = "USER", description = "Impersonate-User, exactly as sent.")
    private @Nullable String as;

    @Option(names = "--as-group", paramLabel = "G", description = "Impersonate-Group; repeatable.")
    private List<String> asGroups = new ArrayList<>();

    @Option(names = "--as-uid", paramLabel = "U", description = "Impersonate-Uid.")
    private @Nullable String asUid;

    @Option(names = "--as-extra", paramLabel = "K=V", description = "Impersonate-Extra-K; repeatable.")
    private List<String> asExtras = new ArrayList<>();

    @Option(
            names = "--verb",
            paramLabel = "V",
            required = true,
            description = "The verb, or the HTTP method with --path.")
    private String verb = "";

    @Option(
            names = "--resource",
            paramLabel = "R[.GROUP][/SUB]",
            description = "The resource, such as pods, pods/exec or deployments.apps/scale.")
    private @Nullable String resource;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NS",
            description = "The namespace (default: cluster scope).")
    private String namespace = "";

    @Option(names = "--name", paramLabel = "N", description = "The object's name.")
    private String name = "";

    @Option(
            names = "--path",
            paramLabel = "P",
            description = "The request path, such as /metrics, instead of a resource.")
    private @Nullable String path;

    @Option(names = "--format", paramLabel = "text|json", description = "Output format (default: text).")
    private Format format = Format.TEXT;

    SimulateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() throws SourceException {
        WantedUser wanted = wanted();
        checkWhat();
        Map<String, List<String>> extra = extras("--requestor-extra", requestorExtras);
        ClusterSnapshot snapshot = source().readAndWarn(files, terminal());
        Attributes request = request(ApiResources.of(snapshot));
        Policy policy = Policy.of(snapshot.rbac());
        UserInfo known =
                UserInfo.ofName(new Names(snapshot, policy).userName(requestor)).withGroups(requestorGroups);
        UserInfo user = new UserInfo(known.name(), known.uid(), known.groups(), extra);
        ImpersonationReview review = new ImpersonationReviewer(policy, snapshot.server()).review(user, wanted, request);
        if (format == Format.JSON) {
            output().write(
                            terminal(),
                            out -> JsonWriter.write(out, json -> {
                                new SimulationJson(json).review(review);
                                limits(json);
                            }));
        } else {
            output().writeText(terminal(), text -> {
                show(user, request, review, text);
                limits(text);
            });
        }
        return ExitCodes.OK;
    }

    private WantedUser wanted() {
        if (as == null && asUid == null && asGroups.isEmpty() && asExtras.isEmpty()) {
            throw new UsageException("specify the identity to impersonate with --as");
        }
        Map<String, List<String>> extra = new LinkedHashMap<>();
        // headers have no case: the server takes their keys in lower case
        extras("--as-extra", asExtras)
                .forEach((key, values) -> extra.merge(key.toLowerCase(Locale.ROOT), values, SimulateCommand::joined));
        return new WantedUser(as == null ? "" : as, asUid == null ? "" : asUid, asGroups, extra);
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static Map<String, List<String>> extras(String option, List<String> given) {
        Map<String, List<String>> extras = new LinkedHashMap<>();
        for (String pair : given) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new UsageException(option + " must be KEY=VALUE, not \"" + pair + "\"");
            }
            extras.computeIfAbsent(pair.substring(0, equals), key -> new ArrayList<>())
                    .add(pair.substring(equals + 1));
        }
        return extras;
    }

    /// Says what is wrong before the cluster is read.
    private void checkWhat() {
        if ((path == null) == (resource == null)) {
            throw new UsageException("specify either --resource or --path");
        }
        if (path != null && (!path.startsWith("/") || !namespace.isEmpty() || !name.isEmpty())) {
            throw new UsageException("--path must start with / and cannot be combined with --namespace or --name");
        }
    }

    private Attributes request(ApiResources resources) {
        return resource == null
                ? RequestPath.parse(verb.toLowerCase(Locale.ROOT), String.valueOf(path))
                : ResourceWord.parse(resource).request(resources, verb, namespace, name);
    }

    private static void show(UserInfo user, Attributes request, ImpersonationReview review, TextWriter text) {
        text.line("Request of " + user.name() + ": " + request.describe());
        Result result = review.result();
        text.line(review.outcome().id() + (result == null ? ": " + review.message() : " by " + constraint(result)));
        if (result != null) {
            show(result, text);
        }
        text.line("Checks:");
        review.checks().forEach(check -> show(check, text));
        for (Result other : review.others()) {
            text.line("A server may also allow it through " + constraint(other) + " (" + when(other) + ")");
            show(other, text);
        }
    }

    private static String constraint(Result result) {
        return result.constraint().isEmpty() ? "impersonate (legacy)" : result.constraint();
    }

    private static String when(Result result) {
        return switch (result.when()) {
            case FIRST -> "always";
            case REMEMBERED -> "if this mode worked for the requestor before";
            case GATE_ON -> "if the feature gate ConstrainedImpersonation is on";
            case GATE_OFF -> "if the feature gate ConstrainedImpersonation is off";
        };
    }

    private static void show(Result result, TextWriter text) {
        UserInfo as = result.identity();
        text.line("  as " + as.name() + ", groups " + as.groups()
                + (as.uid().isEmpty() ? "" : ", uid " + as.uid())
                + (as.extra().isEmpty() ? "" : ", extra " + as.extra()));
        text.line("  " + (result.decision().isAllowed() ? "allowed: " : "not allowed: ")
                + result.decision().reason());
    }

    private static void show(Check check, TextWriter text) {
        Mode mode = check.mode();
        Attributes attributes = check.attributes();
        String what = attributes == null ? check.note() : attributes.describe();
        String why = check.decision() == null ? "" : " (" + check.decision().reason() + ")";
        text.line("  " + (check.passed() ? "passed " : "failed ") + (mode == null ? "legacy" : mode.id()) + ": " + what
                + (check.passed() ? why : ""));
    }
}
