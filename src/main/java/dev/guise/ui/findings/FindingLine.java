package dev.guise.ui.findings;

import dev.guise.findings.Finding;
import dev.guise.findings.Severity;
import dev.guise.rbac.Binding;
import dev.guise.rbac.RoleObject;

/// A line of the table, and what its columns say.
sealed interface FindingLine {

    /// The heading of a group of findings; its other columns are empty.
    record Heading(FindingGroup group) implements FindingLine {
        @Override
        public Severity severity() {
            return group.rows().getFirst().finding().severity();
        }

        @Override
        public String what() {
            return group.title() + "   " + group.rows().size();
        }

        @Override
        public String who() {
            return "";
        }

        @Override
        public String by() {
            return "";
        }

        @Override
        public String status() {
            return "";
        }
    }

    /// A finding.
    record Entry(FindingRow row) implements FindingLine {
        @Override
        public Severity severity() {
            return row.finding().severity();
        }

        @Override
        public String what() {
            return row.finding().title();
        }

        @Override
        public String who() {
            return row.who().isEmpty() ? "the cluster" : row.who();
        }

        @Override
        public String by() {
            Finding finding = row.finding();
            Binding binding = finding.origin().binding();
            RoleObject role = finding.origin().role();
            String bound = binding == null ? "" : binding.name();
            return role == null ? bound : bound.isEmpty() ? role.name() : bound + " → " + role.name();
        }

        @Override
        public String status() {
            return row.status();
        }
    }

    /// How bad it is; of a heading, the worst below it.
    Severity severity();

    String what();

    String who();

    /// The binding and the role it comes from.
    String by();

    /// What the reviewer decided; `""` while it is open.
    String status();
}
