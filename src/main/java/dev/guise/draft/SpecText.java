package dev.guise.draft;

import dev.guise.draft.DraftObject.OfBinding;
import dev.guise.draft.DraftObject.OfRole;
import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftSpec.Who;
import dev.guise.draft.DraftWriter.Purpose;
import dev.guise.draft.DraftWriter.Slot;
import dev.guise.draft.yaml.YamlPath;
import dev.guise.draft.yaml.YamlSyntaxException;
import dev.guise.draft.yaml.YamlText;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.RuleCoverage;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Keeps a draft's form and its text in step: reads from the text what the form shows, and writes what changed in the
/// form into the text, where everything else stays as a person wrote it.
///
/// The form is about rules with the verbs of impersonation, written out. Other rules and roles are not its business.
public final class SpecText {
    private static final Subject NOBODY = Subject.user("(bound to nobody)");
    /// What is behind the name of a draft in the names of its objects.
    private static final String ENDING = "(-(who|what|legacy))?(-[0-9]+)?";

    private SpecText() {}

    /// What one form shows of a text: the roles that are bound to the same subjects.
    ///
    /// @param spec  what the form holds
    /// @param fit   whether that is all there is
    /// @param roles the roles concerned
    public record Part(DraftSpec spec, Fit fit, List<ObjectId.Stored> roles) {
        public Part {
            roles = List.copyOf(roles);
        }
    }

    /// How well a form shows a text.
    public enum Fit {
        /// The form says exactly what the text says.
        EXACT,
        /// The text says it in a way of its own; a change of the form writes the rules anew.
        LOOSE
    }

    /// A role with rules of impersonation, as it is bound in one scope.
    private record Bound(RoleObject role, String scope, List<Binding> bindings) {
        List<Subject> subjects() {
            return bindings.stream()
                    .flatMap(binding -> binding.subjects().stream())
                    .distinct()
                    .toList();
        }

        List<Grant> grants() {
            Binding binding = bindings.isEmpty() ? unbound(role) : withSomebody(bindings.getFirst());
            List<Grant> grants = new ArrayList<>();
            for (int i = 0; i < role.rules().size(); i++) {
                if (purpose(role.rules().get(i)).isPresent()) {
                    grants.add(new Grant(binding, 0, role, i));
                }
            }
            return grants;
        }
    }

    private static Binding unbound(RoleObject role) {
        RoleRef ref = new RoleRef(role.kind(), role.name());
        return role.namespace().isEmpty()
                ? new ClusterRoleBinding(ObjectMeta.cluster(role.name()), ref, List.of(NOBODY))
                : new RoleBinding(ObjectMeta.namespaced(role.namespace(), role.name()), ref, List.of(NOBODY));
    }

    private static Binding withSomebody(Binding binding) {
        return binding.subjects().isEmpty() ? withSubjects(binding, List.of(NOBODY)) : binding;
    }

    // --- reading

    /// The forms of a text, in its order; none when it has no rule of impersonation.
    public static List<Part> parts(ParsedDraft draft) {
        return bound(draft).values().stream().map(SpecText::part).toList();
    }

    private static Map<Set<Subject>, List<Bound>> bound(ParsedDraft draft) {
        Map<Set<Subject>, List<Bound>> groups = new LinkedHashMap<>();
        for (DraftObject object : draft.all()) {
            if (object instanceof OfRole(RoleObject role)
                    && role.rules().stream().anyMatch(SpecText::isOwn)) {
                for (Bound bound : bound(role, draft)) {
                    groups.computeIfAbsent(new HashSet<>(bound.subjects()), s -> new ArrayList<>())
                            .add(bound);
                }
            }
        }
        return groups;
    }

    private static List<Bound> bound(RoleObject role, ParsedDraft draft) {
        Map<String, List<Binding>> byScope = new LinkedHashMap<>();
        for (DraftObject object : draft.all()) {
            if (object instanceof OfBinding(Binding binding) && refersTo(binding, role)) {
                byScope.computeIfAbsent(binding.namespace(), s -> new ArrayList<>())
                        .add(binding);
            }
        }
        if (byScope.isEmpty()) {
            return List.of(new Bound(role, role.namespace(), List.of()));
        }
        List<Bound> all = new ArrayList<>();
        byScope.forEach((scope, bindings) -> all.add(new Bound(role, scope, bindings)));
        return all;
    }

    private static boolean refersTo(Binding binding, RoleObject role) {
        return binding.roleRef().kind() == role.kind()
                && binding.roleRef().name().equals(role.name())
                && (role.namespace().isEmpty() || role.namespace().equals(binding.namespace()));
    }

    private static boolean isOwn(PolicyRule rule) {
        return purpose(rule).isPresent();
    }

    private static Optional<Purpose> purpose(PolicyRule rule) {
        for (String verb : rule.verbs()) {
            if (verb.equals(Mode.LEGACY_VERB)) {
                return Optional.of(Purpose.LEGACY);
            }
            if (Mode.isConstrained(verb)) {
                return Optional.of(Purpose.WHO);
            }
            if (Mode.isOfAction(verb)) {
                return Optional.of(Purpose.WHAT);
            }
        }
        return Optional.empty();
    }

    private static Part part(List<Bound> bound) {
        List<Grant> grants = bound.stream().flatMap(b -> b.grants().stream()).toList();
        Who legacy = ImpersonationRules.legacyWho(grants);
        Who who = ImpersonationRules.constrainedWho(grants).union(legacy);
        Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
        grants.forEach(grant -> purpose(grant.rule()).ifPresent(purposes::add));
        Form form =
                !purposes.contains(Purpose.LEGACY) ? Form.CONSTRAINED : purposes.size() == 1 ? Form.LEGACY : Form.BOTH;
        RoleObject first = bound.getFirst().role();
        List<Subject> requestors =
                bound.stream().flatMap(b -> b.subjects().stream()).distinct().toList();
        String finding = first.meta().annotations().getOrDefault(Draft.FINDING, "");
        List<Action> actions = tidy(ImpersonationRules.actions(grants), who.modes());
        DraftSpec spec = new DraftSpec(base(first.name()), requestors, form, who, actions, finding);
        Fit fit = parts(DraftWriter.rules(spec)).equals(parts(written(bound))) ? Fit.EXACT : Fit.LOOSE;
        return new Part(
                spec,
                fit,
                bound.stream()
                        .map(b -> DraftObject.of(b.role()).key())
                        .distinct()
                        .toList());
    }

    private static Map<Slot, List<PolicyRule>> written(List<Bound> bound) {
        Map<Slot, List<PolicyRule>> written = new LinkedHashMap<>();
        for (Bound one : bound) {
            for (PolicyRule rule : one.role().rules()) {
                purpose(rule)
                        .ifPresent(purpose -> written.computeIfAbsent(
                                        new Slot(purpose, one.scope()), s -> new ArrayList<>())
                                .add(rule));
            }
        }
        return written;
    }

    private static Map<Slot, Set<PolicyRule>> parts(Map<Slot, List<PolicyRule>> rules) {
        Map<Slot, Set<PolicyRule>> parts = new LinkedHashMap<>();
        rules.forEach((slot, of) ->
                parts.put(slot, of.stream().flatMap(RuleCoverage::breakDown).collect(Collectors.toSet())));
        return parts;
    }

    private static String base(String name) {
        return name.replaceAll(ENDING + "$", "");
    }

    private static boolean isCalled(String object, String name) {
        String dns = ObjectNames.dns(name);
        return object.startsWith(dns) && object.substring(dns.length()).matches(ENDING);
    }

    /// Whether the objects of a part are called after that name.
    public static boolean isCalled(Part part, String name) {
        return part.roles().stream()
                .findFirst()
                .filter(role -> isCalled(role.name(), name))
                .isPresent();
    }

    /// Whether a spec asks for no rule at all.
    public static boolean isEmpty(DraftSpec spec) {
        return DraftWriter.rules(spec).isEmpty();
    }

    /// The same actions in as few lines as may be: namespaces together, and modes where they are all there are.
    private static List<Action> tidy(List<Action> actions, Set<Mode> all) {
        Map<Action, Set<String>> places = new LinkedHashMap<>();
        for (Action action : actions) {
            Action anywhere = action.in(List.of());
            boolean everywhere = action.namespaces().isEmpty();
            Action key = everywhere ? anywhere : anywhere.in("in");
            places.computeIfAbsent(key, k -> new LinkedHashSet<>()).addAll(action.namespaces());
        }
        Map<Action, Set<Mode>> modes = new LinkedHashMap<>();
        places.forEach((key, where) -> {
            Action placed = key.in(List.copyOf(where));
            modes.computeIfAbsent(placed.forModes(Set.of()), k -> EnumSet.noneOf(Mode.class))
                    .addAll(placed.modes());
        });
        List<Action> tidy = new ArrayList<>();
        modes.forEach((action, of) -> tidy.add(of.containsAll(all) ? action : action.forModes(of)));
        return tidy;
    }

    /// Whether two specs ask for the same rules for the same subjects, whatever they are called.
    public static boolean isSame(DraftSpec one, DraftSpec other) {
        return new HashSet<>(one.requestors()).equals(new HashSet<>(other.requestors()))
                && parts(DraftWriter.rules(one)).equals(parts(DraftWriter.rules(other)));
    }

    // --- writing

    /// The text with one of its forms changed. What the form is not about stays as it is, byte for byte.
    ///
    /// @param index  which of [#parts]; as many as there are for one more
    /// @param wanted what the form says now
    /// @param taken  the objects of the cluster: no new one is called like them, and none of them is taken out
    /// @throws YamlSyntaxException when the text is no YAML; nothing is changed then
    public static String write(String text, int index, DraftSpec wanted, Collection<ObjectId.Stored> taken)
            throws YamlSyntaxException {
        YamlText.parse(text);
        String named = withItsAccount(renamed(text, index, wanted.name(), taken), index, wanted.requestors());
        String small = new Edit(named, index, wanted, taken).small();
        if (says(small, wanted)) {
            return small;
        }
        return new Edit(named, index, wanted, taken).whole();
    }

    /// The text with the rules of one of its forms written anew: what they mean, as Guise writes it.
    ///
    /// @throws YamlSyntaxException when the text is no YAML; nothing is changed then
    static String rewritten(String text, int index, Collection<ObjectId.Stored> taken) throws YamlSyntaxException {
        YamlText.parse(text);
        List<Part> parts = parts(DraftYaml.read(text));
        return index < parts.size() ? new Edit(text, index, parts.get(index).spec(), taken).whole() : text;
    }

    /// An account that the text makes for who impersonates is called as that one is called now.
    private static String withItsAccount(String text, int index, List<Subject> wanted) throws YamlSyntaxException {
        ParsedDraft draft = DraftYaml.read(text);
        List<Set<Subject>> groups = List.copyOf(bound(draft).keySet());
        Set<Subject> before = index < groups.size() ? groups.get(index) : Set.of();
        List<Subject> gone =
                before.stream().filter(subject -> !wanted.contains(subject)).toList();
        List<Subject> come =
                wanted.stream().filter(subject -> !before.contains(subject)).toList();
        boolean renamed = gone.size() == 1
                && come.size() == 1
                && come.getFirst().kind() == SubjectKind.SERVICE_ACCOUNT
                && groups.stream()
                                .filter(group -> group.contains(gone.getFirst()))
                                .count()
                        == 1;
        Optional<Integer> document = renamed
                ? draft.document(new ObjectId.Account(
                        gone.getFirst().namespace(), gone.getFirst().name()))
                : Optional.empty();
        if (document.isEmpty()) {
            return text;
        }
        YamlPath meta = YamlPath.document(document.get()).key("metadata");
        YamlText yaml = YamlText.parse(text);
        for (var field : Map.of(
                        "name",
                        come.getFirst().name(),
                        "namespace",
                        come.getFirst().namespace())
                .entrySet()) {
            var edit = yaml.setScalar(meta.key(field.getKey()), field.getValue());
            yaml = edit.isPresent() ? yaml.apply(edit.get()) : yaml;
        }
        return yaml.text();
    }

    private static boolean says(String text, DraftSpec wanted) {
        List<Part> parts = parts(DraftYaml.read(text));
        return DraftWriter.rules(wanted).isEmpty() || parts.stream().anyMatch(part -> isSame(part.spec(), wanted));
    }

    private static String renamed(String text, int index, String name, Collection<ObjectId.Stored> taken)
            throws YamlSyntaxException {
        ParsedDraft draft = DraftYaml.read(text);
        List<List<Bound>> groups = List.copyOf(bound(draft).values());
        if (index >= groups.size()) {
            return text;
        }
        String first = groups.get(index).getFirst().role().name();
        if (isCalled(first, name)) {
            return text;
        }
        String old = base(first);
        String now = ObjectNames.dns(name);
        Renaming renaming = new Renaming(draft, old, now, taken);
        groups.get(index).forEach(renaming::add);
        return renaming.apply(text);
    }

    /// New names for the objects of a form, and in what refers to them.
    private static final class Renaming {
        private final ParsedDraft draft;
        private final String old;
        private final String now;
        private final Set<ObjectId.Stored> cluster;
        private final Set<ObjectId.Stored> taken;
        private final Map<YamlPath, String> names = new LinkedHashMap<>();

        Renaming(ParsedDraft draft, String old, String now, Collection<ObjectId.Stored> taken) {
            this.draft = draft;
            this.old = old;
            this.now = now;
            this.cluster = Set.copyOf(taken);
            this.taken = new HashSet<>(taken);
            draft.all().forEach(object -> this.taken.add(object.key()));
        }

        void add(Bound bound) {
            boolean renamed = add(DraftObject.of(bound.role()).key());
            for (Binding binding : bound.bindings()) {
                ObjectId.Stored key = DraftObject.of(binding).key();
                add(key);
                if (renamed) {
                    draft.document(key)
                            .ifPresent(document -> names.put(
                                    YamlPath.document(document).key("roleRef").key("name"),
                                    changed(bound.role().name())));
                }
            }
        }

        private String changed(String name) {
            return now + name.substring(old.length());
        }

        private boolean add(ObjectId.Stored key) {
            if (!key.name().startsWith(old) || cluster.contains(key)) {
                return false;
            }
            ObjectId.Stored wanted = key.withName(changed(key.name()));
            Optional<Integer> document = draft.document(key);
            if (document.isEmpty() || !taken.add(wanted)) {
                return false;
            }
            names.put(YamlPath.document(document.get()).key("metadata").key("name"), wanted.name());
            return true;
        }

        String apply(String text) throws YamlSyntaxException {
            YamlText yaml = YamlText.parse(text);
            for (Map.Entry<YamlPath, String> name : names.entrySet()) {
                var edit = yaml.setScalar(name.getKey(), name.getValue());
                yaml = edit.isPresent() ? yaml.apply(edit.get()) : yaml;
            }
            return yaml.text();
        }
    }

    /// One change of a form.
    private static final class Edit {
        private final String text;
        private final DraftSpec wanted;
        private final Set<ObjectId.Stored> cluster;
        private final Map<ObjectId.Stored, DraftObject> objects = new LinkedHashMap<>();
        private final List<Bound> hosts;
        private final Map<Slot, List<PolicyRule>> before;
        private final Map<Slot, List<PolicyRule>> now;
        private final Set<Subject> subjectsBefore;
        private final DraftWriter writer;

        Edit(String text, int index, DraftSpec wanted, Collection<ObjectId.Stored> taken) {
            this.text = text;
            this.wanted = wanted;
            this.cluster = new HashSet<>(taken);
            ParsedDraft draft = DraftYaml.read(text);
            draft.all().forEach(object -> objects.put(object.key(), object));
            List<List<Bound>> groups = List.copyOf(bound(draft).values());
            this.hosts = index < groups.size() ? groups.get(index) : List.of();
            this.before =
                    hosts.isEmpty() ? Map.of() : DraftWriter.rules(part(hosts).spec());
            this.now = new LinkedHashMap<>(DraftWriter.rules(wanted));
            this.subjectsBefore =
                    hosts.stream().flatMap(host -> host.subjects().stream()).collect(Collectors.toSet());
            Set<ObjectId.Stored> all = new HashSet<>(taken);
            all.addAll(objects.keySet());
            this.writer = new DraftWriter(wanted, new ObjectNames(all));
        }

        /// Only the rules that differ between what the form said and what it says.
        String small() throws YamlSyntaxException {
            byRole().forEach((key, slots) -> {
                List<PolicyRule> old = rules(slots, before);
                List<PolicyRule> wantedRules = slots.stream()
                        .flatMap(slot -> take(slot).stream())
                        .distinct()
                        .toList();
                put(key, RuleMerge.merge(role(key).rules(), old, wantedRules));
            });
            return finish();
        }

        /// Every rule of impersonation anew.
        String whole() throws YamlSyntaxException {
            byRole().forEach((key, slots) -> {
                List<PolicyRule> own =
                        role(key).rules().stream().filter(SpecText::isOwn).toList();
                List<PolicyRule> wantedRules = slots.stream()
                        .flatMap(slot -> take(slot).stream())
                        .distinct()
                        .toList();
                put(key, RuleMerge.merge(role(key).rules(), own, wantedRules));
            });
            return finish();
        }

        private static List<PolicyRule> rules(Set<Slot> slots, Map<Slot, List<PolicyRule>> from) {
            return slots.stream()
                    .flatMap(slot -> from.getOrDefault(slot, List.of()).stream())
                    .distinct()
                    .toList();
        }

        /// The rules of a slot go into the first role that has such rules.
        private List<PolicyRule> take(Slot slot) {
            List<PolicyRule> rules = now.remove(slot);
            return rules == null ? List.of() : rules;
        }

        private Map<ObjectId.Stored, Set<Slot>> byRole() {
            Map<ObjectId.Stored, Set<Slot>> byRole = new LinkedHashMap<>();
            for (Bound host : hosts) {
                Set<Slot> slots =
                        byRole.computeIfAbsent(DraftObject.of(host.role()).key(), k -> new LinkedHashSet<>());
                host.role()
                        .rules()
                        .forEach(rule ->
                                purpose(rule).ifPresent(purpose -> slots.add(new Slot(purpose, host.scope()))));
            }
            return byRole;
        }

        private RoleObject role(ObjectId.Stored key) {
            if (objects.get(key) instanceof OfRole(RoleObject role)) {
                return role;
            }
            throw new IllegalStateException("no role " + key);
        }

        private void put(ObjectId.Stored key, List<PolicyRule> rules) {
            if (!rules.isEmpty() || cluster.contains(key)) {
                objects.put(key, DraftObject.of(role(key).withRules(rules)));
                return;
            }
            RoleObject gone = role(key);
            objects.remove(key);
            objects.values()
                    .removeIf(object -> object instanceof OfBinding(Binding binding)
                            && refersTo(binding, gone)
                            && !cluster.contains(object.key()));
        }

        private String finish() throws YamlSyntaxException {
            rebind();
            now.forEach(
                    (slot, rules) -> writer.objects(slot, rules).forEach(object -> objects.put(object.key(), object)));
            return DraftText.update(text, List.copyOf(objects.values()));
        }

        private void rebind() {
            if (subjectsBefore.equals(new HashSet<>(wanted.requestors()))) {
                return;
            }
            for (Bound host : hosts) {
                boolean there = objects.containsKey(DraftObject.of(host.role()).key());
                host.bindings()
                        .forEach(binding -> objects.computeIfPresent(
                                DraftObject.of(binding).key(),
                                (key, old) -> DraftObject.of(withSubjects(binding, inOrder(binding.subjects())))));
                boolean bind = there
                        && host.bindings().isEmpty()
                        && !wanted.requestors().isEmpty();
                if (bind) {
                    RoleRef ref = new RoleRef(host.role().kind(), host.role().name());
                    Purpose purpose = host.role().rules().stream()
                            .flatMap(rule -> purpose(rule).stream())
                            .findFirst()
                            .orElse(Purpose.WHO);
                    DraftObject made = DraftObject.of(writer.binding(new Slot(purpose, host.scope()), ref));
                    objects.put(made.key(), made);
                }
            }
        }

        private List<Subject> inOrder(List<Subject> old) {
            Set<Subject> ordered = new LinkedHashSet<>(old);
            ordered.retainAll(wanted.requestors());
            ordered.addAll(wanted.requestors());
            return List.copyOf(ordered);
        }
    }

    private static Binding withSubjects(Binding binding, List<Subject> subjects) {
        return switch (binding) {
            case RoleBinding role -> new RoleBinding(role.meta(), role.roleRef(), subjects);
            case ClusterRoleBinding cluster -> new ClusterRoleBinding(cluster.meta(), cluster.roleRef(), subjects);
        };
    }
}
