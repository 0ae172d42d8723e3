package dev.guise.findings;

import dev.guise.impersonation.Mode;
import dev.guise.rbac.PolicyRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A resource of an impersonation rule that is nearly the name of one that the API server checks.
public final class MisspeltIdentity extends RuleKind {
    /// What its page says.
    public static final KindPage PAGE = new KindPage(
            "DEAD-MISSPELT-IDENTITY",
            Severity.MEDIUM,
            "Rule misspells an identity resource",
            "A rule with `impersonate` or `impersonate:<mode>` lists a resource such as `user`, `Groups`,"
                    + " `service-accounts` or `userextra/<key>`.",
            "Resource names must match exactly: the API server checks `users`, `groups`, `serviceaccounts`, `uids`,"
                    + " `userextras/<key>` and `nodes` only. The rule's author believes that it works and may grant"
                    + " something wider when it does not.",
            "Write the resource as the API server does: plural, lower case and without hyphens.",
            KindPage.NOTHING_SHOWS,
            KindPage.IMPERSONATION);

    private static final String EXTRAS = "userextras";

    /// The resources by what people write in their place, without capitals, hyphens and underscores.
    private static final Map<String, String> MEANT = meant();

    MisspeltIdentity() {
        super(PAGE);
    }

    private static Map<String, String> meant() {
        Map<String, String> meant = new LinkedHashMap<>();
        for (String resource : List.of("users", "groups", "serviceaccounts", "uids", EXTRAS, "nodes")) {
            meant.put(resource, resource);
            meant.put(resource.substring(0, resource.length() - 1), resource);
        }
        meant.put("sa", "serviceaccounts");
        meant.put("extras", EXTRAS);
        meant.put("extra", EXTRAS);
        return Map.copyOf(meant);
    }

    @Override
    public List<Fault> faults(PolicyRule rule) {
        return !rule.verbs().isEmpty() && rule.verbs().stream().allMatch(Mode::isOfIdentity)
                ? rule.resources().stream()
                        .distinct()
                        .flatMap(MisspeltIdentity::fault)
                        .toList()
                : List.of();
    }

    private static Stream<Fault> fault(String resource) {
        return correct(resource)
                .filter(correct -> !correct.equals(resource))
                .map(correct -> new Fault(
                        Field.RESOURCES,
                        resource,
                        "resource names must match exactly, and the API server checks " + correct,
                        correct))
                .stream();
    }

    /// The resource that was meant; empty where none is near. The key of an extra is kept as it is.
    private static Optional<String> correct(String resource) {
        int slash = resource.indexOf('/');
        String base = slash < 0 ? resource : resource.substring(0, slash);
        Optional<String> meant = Optional.ofNullable(
                MEANT.get(base.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "")));
        return slash < 0 ? meant : meant.filter(EXTRAS::equals).map(extras -> extras + resource.substring(slash));
    }
}
