package dev.guise.cluster;

import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Which service accounts a cluster certainly lacks: none where they could not be read, and never `default`, which
/// every namespace gets.
public final class MissingAccounts {
    private final Set<String> there = new HashSet<>();
    private final boolean read;

    private MissingAccounts(ClusterSnapshot snapshot) {
        snapshot.serviceAccounts().forEach(account -> there.add(account.meta().qualifiedName()));
        this.read = snapshot.serviceAccounts().stream()
                        .anyMatch(account -> !snapshot.isAssumed("ServiceAccount", account.meta()))
                && snapshot.warnings().stream()
                        .noneMatch(warning ->
                                warning.where().toLowerCase(Locale.ROOT).contains("serviceaccount"));
    }

    /// Those of a cluster. Linear in its service accounts.
    public static MissingAccounts of(ClusterSnapshot snapshot) {
        return new MissingAccounts(snapshot);
    }

    /// Whether a subject is a service account that does not exist.
    public boolean contains(Subject subject) {
        return read
                && subject.kind() == SubjectKind.SERVICE_ACCOUNT
                && !subject.name().equals("default")
                && !there.contains(subject.namespace() + "/" + subject.name());
    }
}
