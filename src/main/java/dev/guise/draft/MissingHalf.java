package dev.guise.draft;

import dev.guise.draft.DraftProblem.Fix;
import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftSpec.OwnNode;
import dev.guise.draft.DraftSpec.Who;
import dev.guise.draft.yaml.TextEdit;
import dev.guise.draft.yaml.YamlSyntaxException;
import dev.guise.impersonation.DeadRight;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Adds what is missing beside half of a constrained grant: what was recorded; else for whom there is no action the
/// first ones, and for actions those whom the requestor may become the legacy way.
final class MissingHalf {
    private static final List<Action> READ_PODS =
            List.of(Action.on(List.of("get", "list", "watch"), "", List.of("pods")));

    private final CheckedDraft checked;

    MissingHalf(CheckedDraft checked) {
        this.checked = checked;
    }

    /// The edit that adds it; empty where nobody can tell what it is.
    Optional<Fix> fix(DeadRight half) {
        Optional<Mode> identity = Mode.of(half.part().substring(half.part().indexOf(':') + 1));
        return identity.isPresent()
                ? action(half, identity.get())
                : modeOfAction(half.part()).flatMap(mode -> whom(half, mode));
    }

    private static Optional<Mode> modeOfAction(String verb) {
        for (Mode mode : Mode.values()) {
            if (mode.actionIn(verb).isPresent()) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    private Optional<Fix> action(DeadRight half, Mode mode) {
        List<Action> recorded = recorded(half.grant().subject())
                .map(spec -> spec.actions().stream()
                        .filter(action -> action.isFor(mode))
                        .toList())
                .orElse(List.of());
        List<Action> added = recorded.isEmpty()
                ? READ_PODS.stream().map(action -> action.only(mode)).toList()
                : recorded;
        String title = recorded.isEmpty() ? "Add get, list, watch of pods" : "Add the recorded actions";
        return written(half, title, spec -> {
            List<Action> all = new ArrayList<>(spec.actions());
            all.addAll(added);
            return spec.withActions(all);
        });
    }

    private Optional<Fix> whom(DeadRight half, Mode mode) {
        Subject requestor = half.grant().subject();
        Who recorded = recorded(requestor).map(spec -> of(spec.who(), mode)).orElse(Who.NOBODY);
        Who legacy = of(ImpersonationRules.legacyWho(checked.after().rulesOf(requestor)), mode);
        if (mode == Mode.ASSOCIATED_NODE) {
            return written(
                    half,
                    "Add the node that it runs on",
                    spec -> spec.withWho(spec.who().withOwnNode(OwnNode.YES)));
        }
        if (recorded.hasTarget()) {
            return written(
                    half,
                    "Add the recorded identities",
                    spec -> spec.withWho(spec.who().union(recorded)));
        }
        return legacy.hasTarget()
                ? written(
                        half,
                        "Add the identities it may already become",
                        spec -> spec.withWho(spec.who().union(legacy)))
                : Optional.empty();
    }

    private Optional<DraftSpec> recorded(Subject requestor) {
        return checked.recorded(Form.CONSTRAINED).stream()
                .filter(spec -> spec.requestors().contains(requestor))
                .findFirst();
    }

    private static Who of(Who who, Mode mode) {
        return switch (mode) {
            case ASSOCIATED_NODE -> Who.NOBODY.withOwnNode(who.ownNode());
            case ARBITRARY_NODE -> Who.NOBODY.withNodes(who.nodes());
            case SERVICE_ACCOUNT -> Who.NOBODY.withServiceAccounts(who.serviceAccounts());
            case USER_INFO ->
                Who.NOBODY
                        .withUsers(who.users())
                        .withGroups(who.groups())
                        .withUids(who.uids())
                        .withExtras(who.extras());
        };
    }

    // By the form that has the role, so that each rule gets into a role of the right scope.
    private Optional<Fix> written(DeadRight half, String title, Function<DraftSpec, DraftSpec> change) {
        ParsedDraft draft = checked.draft();
        ObjectId.RoleId role = ObjectId.of(half.grant().role());
        List<SpecText.Part> parts = draft.isValid() ? SpecText.parts(draft) : List.of();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).roles().contains(role)) {
                return written(i, title, change.apply(parts.get(i).spec()));
            }
        }
        return Optional.empty();
    }

    private Optional<Fix> written(int part, String title, DraftSpec spec) {
        String text = checked.draft().text();
        try {
            String after = SpecText.write(text, part, spec, checked.taken());
            return after.equals(text) ? Optional.empty() : Optional.of(new Fix(title, TextEdit.between(text, after)));
        } catch (YamlSyntaxException e) {
            return Optional.empty();
        }
    }
}
