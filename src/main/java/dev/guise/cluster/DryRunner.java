package dev.guise.cluster;

import dev.guise.rbac.UserInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks a running cluster what it would say to roles and bindings, by server-side dry run (`dryRun=All`):
/// authorization, escalation prevention, validation and admission all take place, and nothing is stored. Each question
/// is one request and blocks until it is answered, half a minute at most. Deletions are not asked for.
public interface DryRunner extends AutoCloseable {

    /// A way to a running cluster.
    @FunctionalInterface
    interface Opening {
        /// Someone who asks; to be closed. May take a while.
        DryRunner open() throws SourceException;
    }

    /// What came of a question.
    sealed interface Verdict {

        /// The server would take it.
        ///
        /// @param warnings what it warns of all the same
        record Accepted(List<String> warnings) implements Verdict {
            public Accepted {
                warnings = List.copyOf(warnings);
            }
        }

        /// The server would not take it.
        ///
        /// @param code     the HTTP status
        /// @param message  what the server says
        /// @param warnings what it warns of besides
        record Refused(int code, String message, List<String> warnings) implements Verdict {
            public Refused {
                warnings = List.copyOf(warnings);
            }
        }

        /// The cluster could not be asked.
        ///
        /// @param what   what happened
        /// @param advice what to do about it; may be empty
        record Problem(String what, String advice) implements Verdict {}

        /// The cluster was not asked on purpose.
        ///
        /// @param why why not, and what else can be done
        record NotAsked(String why) implements Verdict {}
    }

    /// A new object.
    ///
    /// @param manifest of a Role, ClusterRole, RoleBinding or ClusterRoleBinding: maps, collections, strings,
    ///                 numbers, booleans and null
    Verdict create(Map<String, ?> manifest);

    /// An object in the place of the one of its name.
    Verdict replace(Map<String, ?> manifest);

    /// Who asks, as the server sees them; empty when it does not say, as before 1.28.
    Optional<UserInfo> whoAmI();

    @Override
    void close();
}
