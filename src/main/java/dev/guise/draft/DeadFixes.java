package dev.guise.draft;

import dev.guise.draft.DraftProblem.Fix;
import dev.guise.draft.yaml.TextEdit;
import dev.guise.draft.yaml.YamlPath;
import dev.guise.draft.yaml.YamlSyntaxException;
import dev.guise.draft.yaml.YamlText;
import dev.guise.impersonation.DeadRight;
import dev.guise.impersonation.ExtraKey;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.RoleKind;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.ServiceAccountName;
import dev.guise.rbac.SubjectKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// One edit for what grants nothing: it makes it what was meant and not more, or else takes it out.
final class DeadFixes {
    private static final String NODE = "system:node:";
    private static final Set<String> CORE = Set.of("users", "groups", "serviceaccounts");

    private static final String USER_EXTRAS = "userextras";

    private final ParsedDraft draft;
    private final YamlText yaml;
    private final KnownNames known;
    private final Set<ObjectId.Stored> taken;

    /// @param known the names that may have been meant
    /// @param taken the objects of the cluster
    DeadFixes(ParsedDraft draft, YamlText yaml, KnownNames known, Collection<ObjectId.Stored> taken) {
        this.draft = draft;
        this.yaml = yaml;
        this.known = known;
        this.taken = Set.copyOf(taken);
    }

    Optional<Fix> fix(DeadRight right, YamlPath rule, YamlPath part) {
        return switch (right.kind()) {
            case GROUP_ALONE -> named("Remove the rule", yaml.remove(rule));
            case SA_FULLNAME -> bareAccount(right, part).or(() -> inTheirNamespaces(right));
            case API_GROUP -> group(right.grant().rule(), rule);
            case NODE_NAME -> node(right, rule, part);
            case MODE_RESOURCE -> mode(right, rule);
            case VERB -> verb(right, rule, part);
            case NAMESPACED_IDENTITY -> everywhere(right).or(() -> removing(right, rule, part));
            case USEREXTRAS -> onlyKey(part).or(() -> removing(right, rule, part));
            case EXTRA_KEY -> lowerCase(right, part).or(() -> removing(right, rule, part));
            case ASSOCIATED_NODE, HALF_PAIR, ON_THIS_VERSION -> removing(right, rule, part);
        };
    }

    /// Takes out what grants nothing: the part where the rule has others, else the rule.
    private Optional<Fix> removing(DeadRight right, YamlPath rule, YamlPath part) {
        PolicyRule written = right.grant().rule();
        boolean several = part.toString().contains(".resources[")
                ? written.resources().size() > 1
                : part.toString().contains(".verbs[") && written.verbs().size() > 1;
        String what = part.toString().contains(".verbs[") ? "Remove the verb" : "Remove the resource";
        return several ? named(what, yaml.remove(part)) : named("Remove the rule", yaml.remove(rule));
    }

    /// The rules of the form that has the role, as they were meant: roles in the accounts' namespaces.
    private Optional<Fix> inTheirNamespaces(DeadRight right) {
        ObjectId.RoleId role = ObjectId.of(right.grant().role());
        List<SpecText.Part> parts = SpecText.parts(draft);
        for (int i = 0; i < parts.size(); i++) {
            boolean meant = parts.get(i).roles().contains(role)
                    && !parts.get(i).spec().who().serviceAccounts().isEmpty();
            if (meant && draft.isValid()) {
                try {
                    String after = SpecText.rewritten(draft.text(), i, taken);
                    return Optional.of(
                            new Fix("Grant it in the accounts' namespaces", TextEdit.between(draft.text(), after)));
                } catch (YamlSyntaxException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /// Only where the role says nothing else, which would be granted everywhere, too.
    private Optional<Fix> everywhere(DeadRight right) {
        RoleObject role = right.grant().role();
        boolean identitiesOnly = role.rules().stream().allMatch(DeadFixes::isIdentityEverywhere);
        ObjectId.Stored wanted = new ObjectId.ClusterRole(role.name());
        boolean free = role.kind() == RoleKind.CLUSTER_ROLE
                || !(taken.contains(wanted) || draft.document(wanted).isPresent());
        if (!identitiesOnly || !free || !draft.isValid()) {
            return Optional.empty();
        }
        try {
            String after = widened(role);
            return after.equals(draft.text())
                    ? Optional.empty()
                    : Optional.of(new Fix("Bind it for the whole cluster", TextEdit.between(draft.text(), after)));
        } catch (YamlSyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isIdentityEverywhere(PolicyRule rule) {
        boolean verbs = rule.verbs().stream().allMatch(Mode::isOfIdentity);
        return verbs
                && rule.resources().stream()
                        .noneMatch(resource -> resource.equals("serviceaccounts") || resource.startsWith("*"));
    }

    private String widened(RoleObject role) throws YamlSyntaxException {
        YamlText text = yaml;
        for (ParsedDraft.Located located : draft.objects()) {
            YamlPath root = YamlPath.document(located.document());
            if (located.object() instanceof DraftObject.OfRole(RoleObject other) && other.equals(role)) {
                text = changed(text, text.setScalar(root.key("kind"), "ClusterRole"));
                text = changed(text, text.remove(root.key("metadata").key("namespace")));
            } else if (located.object() instanceof DraftObject.OfBinding(RoleBinding binding)
                    && refersTo(binding, role)) {
                text = withNamespaces(text, root, binding);
                text = changed(text, text.setScalar(root.key("kind"), "ClusterRoleBinding"));
                text = changed(text, text.setScalar(root.key("roleRef").key("kind"), "ClusterRole"));
                text = changed(text, text.remove(root.key("metadata").key("namespace")));
            }
        }
        return text.text();
    }

    /// An account without a namespace is one of the binding's own, which it then has no more.
    private static YamlText withNamespaces(YamlText yaml, YamlPath root, RoleBinding binding)
            throws YamlSyntaxException {
        YamlText text = yaml;
        for (int i = 0; i < binding.subjects().size(); i++) {
            YamlPath subject = root.key("subjects").item(i);
            boolean account = binding.subjects().get(i).kind() == SubjectKind.SERVICE_ACCOUNT;
            if (account && text.scalar(subject.key("namespace")).isEmpty()) {
                text = changed(text, text.put(subject, "namespace", binding.namespace()));
            }
        }
        return text;
    }

    private static YamlText changed(YamlText yaml, Optional<TextEdit> edit) throws YamlSyntaxException {
        return edit.isPresent() ? yaml.apply(edit.get()) : yaml;
    }

    private static boolean refersTo(RoleBinding binding, RoleObject role) {
        return binding.roleRef().kind() == role.kind()
                && binding.roleRef().name().equals(role.name())
                && (role.namespace().isEmpty() || role.namespace().equals(binding.namespace()));
    }

    /// Where only one key is known, it was meant.
    private Optional<Fix> onlyKey(YamlPath part) {
        if (known.extras().size() != 1) {
            return Optional.empty();
        }
        String resource = USER_EXTRAS + "/" + known.extras().keySet().iterator().next();
        return named("Write " + resource, yaml.setScalar(part, resource));
    }

    private Optional<Fix> lowerCase(DeadRight right, YamlPath part) {
        String resource = right.part().toLowerCase(Locale.ROOT);
        boolean enough = resource.startsWith(USER_EXTRAS + "/")
                && ExtraKey.isConstrainable(resource.substring(USER_EXTRAS.length() + 1));
        return enough ? named("Write " + resource, yaml.setScalar(part, resource)) : Optional.empty();
    }

    private static Optional<Fix> named(String title, Optional<TextEdit> edit) {
        return edit.map(change -> new Fix(title, change));
    }

    /// Only where the role is bound in the account's own namespace: anywhere else the bare name would mean another
    /// account, or one in every namespace.
    private Optional<Fix> bareAccount(DeadRight right, YamlPath part) {
        boolean onAccounts = right.grant().rule().resources().equals(List.of("serviceaccounts"));
        return ServiceAccountName.parse(right.part())
                .filter(account ->
                        onAccounts && account.namespace().equals(right.grant().namespace()))
                .flatMap(account -> named("Write " + account.name(), yaml.setScalar(part, account.name())));
    }

    /// Only where everything in the rule belongs in one group.
    private Optional<Fix> group(PolicyRule rule, YamlPath at) {
        boolean legacy = rule.verbs().equals(List.of(Mode.LEGACY_VERB));
        boolean constrained = rule.verbs().stream().allMatch(Mode::isConstrained);
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
        if (wanted.isEmpty()
                || written.resources().size() != 1
                || written.verbs().size() != 1) {
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
        Optional<String> meant =
                known && !better.equals(right.part()) ? Optional.of(better) : Spelling.verb(right.part());
        return meant.flatMap(verb -> named("Write " + verb, yaml.setScalar(part, verb)));
    }
}
