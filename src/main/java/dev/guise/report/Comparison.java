package dev.guise.report;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.draft.Impact;
import dev.guise.draft.Impact.Delta;
import dev.guise.draft.Impact.ReachChange;
import dev.guise.draft.Impact.RuleChange;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.findings.Analysis;
import dev.guise.findings.Finding;
import dev.guise.findings.FindingChanges;
import dev.guise.findings.Findings;
import dev.guise.findings.Severity;
import dev.guise.rbac.ObjectName;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RuleCoverage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What came, went and changed from one look at a cluster to another, or between two clusters: objects, what bindings
/// grant, what identities reach, findings. What is only written otherwise is no change.
///
/// @param before the first look
/// @param after  the second
/// @param lines  what differs, by topic: reach, findings, grants, objects; of reach what is gained before what is lost,
///               and goals before identities; of findings what is new before what is gone, the worst first
public record Comparison(ClusterSnapshot.Origin before, ClusterSnapshot.Origin after, List<Line> lines) {
    private static final int MAX_NAMES = 8;
    private static final String CLUSTER = "the cluster";

    public Comparison {
        lines = List.copyOf(lines);
    }

    /// What a line is about.
    public enum Topic {
        REACH("reach", "Reach", "Reach"),
        FINDING("finding", "Finding", "Findings"),
        GRANT("grant", "Grant", "Grants"),
        OBJECT("object", "Object", "Objects");

        private final String id;
        private final String title;
        private final String several;

        Topic(String id, String title, String several) {
            this.id = id;
            this.title = title;
            this.several = several;
        }

        /// The word in reports.
        public String id() {
            return id;
        }

        public String title() {
            return title;
        }

        /// The title over several.
        public String several() {
            return several;
        }
    }

    /// What happened.
    public enum Sign {
        CAME("came", "added", "+"),
        WENT("went", "removed", "−"),
        CHANGED("changed", "changed", "~");

        private final String id;
        private final String word;
        private final String mark;

        Sign(String id, String word, String mark) {
            this.id = id;
            this.word = word;
            this.mark = mark;
        }

        /// The word for a person.
        public String word() {
            return word;
        }

        /// The word in documents for programs.
        public String id() {
            return id;
        }

        /// One character for it.
        public String mark() {
            return mark;
        }
    }

    /// One difference.
    ///
    /// @param who      the identity, or the object, that it is about; `the cluster` where it is about neither
    /// @param where    a namespace, or `""` for everywhere and for what is in none
    /// @param what     what came, went or changed
    /// @param severity of a finding; empty for anything else
    /// @param identity whom it is about, where it is about somebody
    public record Line(
            Topic topic,
            Sign sign,
            String who,
            String where,
            String what,
            Optional<Severity> severity,
            Optional<Identity> identity) {}

    /// Compares two looks. Costs what the findings of both cost, and their reach.
    public static Comparison of(Analysis before, Analysis after) {
        List<Line> lines = new ArrayList<>();
        Impact impact = Impact.of(before.escalation(), after.escalation());
        addReaches(lines, impact.reaches());
        addFindings(lines, FindingChanges.of(Findings.of(before), Findings.of(after)));
        impact.decisions().forEach(change -> addGrants(lines, change));
        lines.addAll(ObjectChanges.of(before.snapshot(), after.snapshot()));
        lines.sort(Comparator.comparing(Line::topic).thenComparing(Comparison::byNews));
        return new Comparison(before.snapshot().origin(), after.snapshot().origin(), lines);
    }

    /// How many lines there are of a topic with a sign.
    public long count(Topic topic, Sign sign) {
        return lines.stream()
                .filter(line -> line.topic() == topic && line.sign() == sign)
                .count();
    }

    // What somebody gained is the news.
    private static void addReaches(List<Line> lines, List<ReachChange> changes) {
        for (Goal goal : Goal.values()) {
            changes.forEach(change -> addGoal(lines, change, Sign.CAME, goal, "can now reach "));
        }
        for (ReachChange change : changes) {
            Delta<Identity> becomes = change.becomes();
            if (!becomes.gained().isEmpty() && !change.goals().gained().contains(Goal.CLUSTER_CONTROL)) {
                lines.add(reach(Sign.CAME, change, "can now become " + people(becomes.gained())));
            }
        }
        for (Goal goal : Goal.values()) {
            changes.forEach(change -> addGoal(lines, change, Sign.WENT, goal, "can no longer reach "));
        }
        for (ReachChange change : changes) {
            Delta<Identity> becomes = change.becomes();
            if (!becomes.lost().isEmpty() && !change.goals().lost().contains(Goal.CLUSTER_CONTROL)) {
                lines.add(reach(Sign.WENT, change, "can no longer become " + people(becomes.lost())));
            }
        }
    }

    // Control of the cluster is every goal, and everybody there is.
    private static void addGoal(List<Line> lines, ReachChange change, Sign sign, Goal goal, String verb) {
        Set<Goal> goals =
                sign == Sign.CAME ? change.goals().gained() : change.goals().lost();
        boolean all = goals.contains(Goal.CLUSTER_CONTROL);
        if (goals.contains(goal) && (!all || goal == Goal.CLUSTER_CONTROL)) {
            lines.add(reach(sign, change, verb + goal.inSentence()));
        }
    }

    /// What somebody is called: accounts and nodes in short.
    private static String name(Identity who) {
        return ObjectName.of(who.id());
    }

    private static Line reach(Sign sign, ReachChange change, String what) {
        return new Line(Topic.REACH, sign, name(change.who()), "", what, Optional.empty(), Optional.of(change.who()));
    }

    private static String people(Collection<Identity> names) {
        return some(names.stream().map(Comparison::name).toList());
    }

    static String some(Collection<String> names) {
        String shown = String.join(", ", names.stream().limit(MAX_NAMES).toList());
        return names.size() > MAX_NAMES ? shown + " and " + (names.size() - MAX_NAMES) + " more" : shown;
    }

    private static void addFindings(List<Line> lines, FindingChanges changes) {
        changes.appeared().forEach(finding -> lines.add(finding(Sign.CAME, finding, finding.title())));
        changes.changed()
                .forEach(change -> lines.add(
                        finding(Sign.CHANGED, change.after(), change.after().title() + ": " + change.words())));
        changes.gone().forEach(finding -> lines.add(finding(Sign.WENT, finding, finding.title())));
    }

    // Sorting is stable: all else keeps its order.
    private static int byNews(Line one, Line other) {
        return one.topic() == Topic.FINDING
                ? Comparator.comparing((Line line) -> line.sign() == Sign.WENT)
                        .thenComparing(line -> line.severity().orElse(Severity.INFO))
                        .compare(one, other)
                : 0;
    }

    private static Line finding(Sign sign, Finding finding, String what) {
        Optional<Identity> identity = Optional.ofNullable(finding.subject()).map(Identity::of);
        String origin = finding.origin().describe();
        String who = identity.map(Comparison::name).orElse(origin.isEmpty() ? CLUSTER : origin);
        String where = finding.origin().binding() == null
                ? ""
                : finding.origin().binding().namespace();
        return new Line(Topic.FINDING, sign, who, where, what, Optional.of(finding.severity()), identity);
    }

    private static void addGrants(List<Line> lines, RuleChange change) {
        addGrants(lines, change, Sign.CAME, change.rules().gained());
        addGrants(lines, change, Sign.WENT, change.rules().lost());
    }

    private static void addGrants(List<Line> lines, RuleChange change, Sign sign, Set<PolicyRule> rules) {
        Identity who = Identity.of(change.subject());
        for (PolicyRule rule : RuleCoverage.compact(List.copyOf(rules))) {
            lines.add(new Line(
                    Topic.GRANT, sign, name(who), change.namespace(), words(rule), Optional.empty(), Optional.of(who)));
        }
    }

    /// A rule with all of its parts.
    static String words(PolicyRule rule) {
        String verbs = rule.verbs().contains(PolicyRule.ALL) ? "any verb on " : String.join(", ", rule.verbs()) + " ";
        if (rule.resources().isEmpty()) {
            return verbs + String.join(", ", rule.nonResourceURLs());
        }
        String names = rule.resourceNames().isEmpty() ? "" : " named " + String.join(", ", rule.resourceNames());
        return verbs + resources(rule) + names;
    }

    private static String resources(PolicyRule rule) {
        List<String> all = new ArrayList<>();
        for (String group : rule.apiGroups()) {
            for (String resource : rule.resources()) {
                all.add(group.isEmpty() ? resource : resource + "." + group);
            }
        }
        return some(all);
    }
}
