package dev.guise.escalation.engine;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// What an attacker is after, the worst first.
public enum Goal {
    CLUSTER_CONTROL("cluster-control", "Control of the cluster", "any verb on any resource everywhere"),
    ADMISSION_CONTROL("admission-control", "Control of admission", "every write to the API can be read and changed"),
    NODE("node", "A node", "root on a node, with everything that runs there"),
    SECRETS_EVERYWHERE("secrets-everywhere", "Secrets everywhere", "every Secret of the cluster can be read"),
    SECRETS_KUBE_SYSTEM("secrets-kube-system", "Secrets in kube-system", "every Secret of kube-system can be read");

    private final String id;
    private final String title;
    private final String meaning;

    Goal(String id, String title, String meaning) {
        this.id = id;
        this.title = title;
        this.meaning = meaning;
    }

    /// The word in reports and on the command line.
    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    /// The title as it stands within a sentence: `control of the cluster`.
    public String inSentence() {
        return title.startsWith("Secrets")
                ? title
                : title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
    }

    /// What it means to have reached it.
    public String meaning() {
        return meaning;
    }

    /// The worst of these goals; empty when there is none.
    public static Optional<Goal> worstOf(Collection<Goal> goals) {
        return goals.stream().min(Comparator.naturalOrder());
    }

    /// The goal with that id.
    public static Optional<Goal> of(String id) {
        return Arrays.stream(values()).filter(goal -> goal.id.equals(id)).findFirst();
    }

    /// The goal that a fact is, if it is one.
    public static Optional<Goal> of(Fact fact) {
        return Optional.ofNullable(
                switch (fact) {
                    case Fact.Influence influence ->
                        switch (influence.control()) {
                            case CLUSTER -> CLUSTER_CONTROL;
                            case ADMISSION -> ADMISSION_CONTROL;
                            case ADMISSION_READING, API_TRAFFIC -> null;
                        };
                    case Fact.HoldsANode ignored -> NODE;
                    case Fact.ReadsSecrets secrets when secrets.namespace().isEmpty() -> SECRETS_EVERYWHERE;
                    case Fact.ReadsSecrets secrets
                    when secrets.namespace().equals("kube-system") -> SECRETS_KUBE_SYSTEM;
                    default -> null;
                });
    }

    /// The fact that it is to have reached the goal.
    public Fact fact() {
        return switch (this) {
            case CLUSTER_CONTROL -> new Fact.Influence(Fact.Control.CLUSTER);
            case ADMISSION_CONTROL -> new Fact.Influence(Fact.Control.ADMISSION);
            case NODE -> new Fact.HoldsANode();
            case SECRETS_EVERYWHERE -> new Fact.ReadsSecrets("");
            case SECRETS_KUBE_SYSTEM -> new Fact.ReadsSecrets("kube-system");
        };
    }
}
