package dev.guise.draft;

import dev.guise.draft.DraftProblem.Fix;
import dev.guise.draft.yaml.TextEdit;
import dev.guise.draft.yaml.YamlPath;
import dev.guise.draft.yaml.YamlText;
import dev.guise.impersonation.DeadRight;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.ServiceAccountName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One edit for what grants nothing, where one edit makes it what was meant and not more.
final class DeadFixes {
    private static final String NODE = "system:node:";
    private static final Set<String> CORE = Set.of("users", "groups", "serviceaccounts");

    private final YamlText yaml;

    DeadFixes(YamlText yaml) {
        this.yaml = yaml;
    }

    Optional<Fix> fix(DeadRight right, YamlPath rule, YamlPath part) {
        return switch (right.kind()) {
            case GROUP_ALONE -> named("Remove the rule", yaml.remove(rule));
            case SA_FULLNAME -> bareAccount(right, part);
            case API_GROUP -> group(right.grant().rule(), rule);
            case NODE_NAME -> node(right, rule, part);
            case MODE_RESOURCE -> mode(right, rule);
            case VERB -> verb(right, rule, part);
            case NAMESPACED_IDENTITY, USEREXTRAS, EXTRA_KEY, HALF_PAIR, ON_THIS_VERSION -> Optional.empty();
        };
    }

    private static Optional<Fix> named(String title, Optional<TextEdit> edit) {
        return edit.map(change -> new Fix(title, change));
    }

    /// Only where the role is bound in the account's own namespace: anywhere else the bare name would mean another
    /// account, or one in every namespace.
    private Optional<Fix> bareAccount(DeadRight right, YamlPath part) {
        boolean onAccounts = right.grant().rule().resources().equals(List.of("serviceaccounts"));
        return ServiceAccountName.parse(right.part())
                .filter(account -> onAccounts && account.namespace().equals(right.grant().namespace()))
                .flatMap(account -> named("Write " + account.name(), yaml.setScalar(part, account.name())));
    }

    /// Only where everything in the rule belongs in one group.
    private Optional<Fix> group(PolicyRule rule, YamlPath at) {
        boolean legacy = rule.verbs().equals(List.of(Mode.LEGACY_VERB));
        boolean constrained = rule.verbs().stream().allMatch(verb -> verb.startsWith(Mode.LEGACY_VERB + ":"));
        boolean core = rule.resources().stream().allMatch(CORE::contains);
        boolean authentication = rule.resources().stream()
                .allMatch(resource -> resource.equals("uids") || resource.startsWith("userextras/"));
        if (legacy && core) {
            return named("Write the core group", yaml.put(at, "apiGroups", List.of("")));
        }
        return constrained || (legacy && authentication)
                ? named("Write authentication.k8s.io", yaml.put(at, "apiGroups", List.of("authentication.k8s.io")))
                : Optional.empty();
    }

    private Optional<Fix> node(DeadRight right, YamlPath rule, YamlPath part) {
        if (right.part().startsWith(NODE)) {
            String bare = right.part().substring(NODE.length());
            return named("Write " + bare, yaml.setScalar(part, bare));
        }
        boolean own = right.grant().rule().verbs().equals(List.of(Mode.ASSOCIATED_NODE.identityVerb()));
        return own ? named("Remove resourceNames", yaml.remove(rule.key("resourceNames"))) : Optional.empty();
    }

    private Optional<Fix> mode(DeadRight right, YamlPath rule) {
        PolicyRule written = right.grant().rule();
        Optional<Mode> wanted = modeFor(right.part());
        if (wanted.isEmpty() || written.resources().size() != 1 || written.verbs().size() != 1) {
            return Optional.empty();
        }
        String verb = wanted.get().identityVerb();
        return written.verbs().getFirst().equals(verb)
                ? Optional.empty()
                : named("Write " + verb, yaml.setScalar(rule.key("verbs").item(0), verb));
    }

    private static Optional<Mode> modeFor(String resource) {
        if (resource.equals("serviceaccounts")) {
            return Optional.of(Mode.SERVICE_ACCOUNT);
        }
        boolean info = resource.equals("users") || resource.equals("groups") || resource.equals("uids");
        return info || resource.startsWith("userextras/") ? Optional.of(Mode.USER_INFO) : Optional.empty();
    }

    private Optional<Fix> verb(DeadRight right, YamlPath rule, YamlPath part) {
        for (Mode mode : Mode.values()) {
            if (mode.actionIn(right.part()).filter(PolicyRule.ALL::equals).isPresent()) {
                List<String> verbs = new ArrayList<>(right.grant().rule().verbs());
                verbs.remove(right.part());
                DraftWriter.ORDINARY_VERBS.stream()
                        .map(mode::actionVerb)
                        .filter(verb -> !verbs.contains(verb))
                        .forEach(verbs::add);
                return named("List the verbs", yaml.put(rule, "verbs", verbs));
            }
        }
        String better = right.part()
                .replace("scheduled-node", Mode.ASSOCIATED_NODE.id())
                .replaceAll("^(impersonate:)+", "impersonate:")
                .replaceAll("^(impersonate-on:)+", "impersonate-on:");
        boolean known = Mode.of(better.substring(better.indexOf(':') + 1)).isPresent()
                || better.matches("impersonate-on:(associated-node|arbitrary-node|serviceaccount|user-info):[a-z]+");
        return known && !better.equals(right.part())
                ? named("Write " + better, yaml.setScalar(part, better))
                : Optional.empty();
    }
}
