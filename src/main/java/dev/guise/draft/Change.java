package dev.guise.draft;

import dev.guise.rbac.ObjectId;

/// One step of a plan.
public sealed interface Change {
    /// Accounts, roles, bindings.
    int RANKS = 3;

    /// An object that is not there is made.
    record Create(DraftObject object) implements Change {}

    /// An object is given other content; both have the same key.
    record Replace(DraftObject before, DraftObject after) implements Change {
        public Replace {
            if (!before.key().equals(after.key())) {
                throw new IllegalArgumentException(before.key() + " is not " + after.key());
            }
        }
    }

    /// An object is taken away.
    record Delete(DraftObject object) implements Change {}

    /// The object concerned.
    default ObjectId.Stored key() {
        return switch (this) {
            case Create(DraftObject object) -> object.key();
            case Replace(DraftObject before, DraftObject ignored) -> before.key();
            case Delete(DraftObject object) -> object.key();
        };
    }

    /// What takes it back.
    default Change undo() {
        return switch (this) {
            case Create(DraftObject object) -> new Delete(object);
            case Replace(DraftObject before, DraftObject after) -> new Replace(after, before);
            case Delete(DraftObject object) -> new Create(object);
        };
    }

    /// The step as a line of a list.
    default String describe() {
        return switch (this) {
            case Create ignored -> "create " + DraftObject.describe(key());
            case Replace ignored -> "change " + DraftObject.describe(key());
            case Delete ignored -> "delete " + DraftObject.describe(key());
        };
    }

    /// When in a plan the step comes: what gives before what takes; where given, an account before what is granted to
    /// it and a role before its binding, and the other way round where taken.
    default int stage() {
        int rank = switch (key()) {
            case ObjectId.Account ignored -> 0;
            case ObjectId.RoleId ignored -> 1;
            case ObjectId.BindingId ignored -> 2;
        };
        return switch (this) {
            case Create ignored -> rank;
            case Replace ignored -> RANKS + rank;
            case Delete ignored -> 3 * RANKS - rank;
        };
    }
}
