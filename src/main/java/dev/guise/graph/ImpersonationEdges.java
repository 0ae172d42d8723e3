package dev.guise.graph;

import dev.guise.escalation.catalogue.Technique;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.engine.StepRequests;
import dev.guise.graph.AccessNode.Kind;
import dev.guise.graph.AccessNode.Trait;
import dev.guise.impersonation.ActionRight;
import dev.guise.impersonation.DeadRight;
import dev.guise.impersonation.DeadRights;
import dev.guise.impersonation.IdentityRight;
import dev.guise.impersonation.ImpersonationRights;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.Grant;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.rbac.ServiceAccountName;
import dev.guise.rbac.Subject;
import dev.guise.words.RuleWords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Draws the impersonation that the grants of one requestor allow, and what of them is dead.
final class ImpersonationEdges {
    private static final int SHOWN_ACTIONS = 2;
    private static final int MAX_LABEL_LENGTH = 32;

    private final AccessDrawing drawing;
    private final ImpersonationRights rights;
    private final List<DeadRight> dead;
    private final List<IdentityRight> usable = new ArrayList<>();
    private final Set<Grant> concerned = new HashSet<>();

    ImpersonationEdges(AccessDrawing drawing, List<Grant> grants, ServerProfile server) {
        this.drawing = drawing;
        this.rights = ImpersonationRights.of(grants);
        this.dead = DeadRights.of(grants, server);
        boolean constrained = server.constrainedImpersonation() != Gate.OFF;
        for (IdentityRight right : rights.identities()) {
            if (rights.isUsable(right) && (right.mode() == null || constrained) && isDrawn(right)) {
                usable.add(right);
                concerned.add(right.grant());
                actionsOf(right).forEach(action -> concerned.add(action.grant()));
            }
        }
        dead.forEach(right -> concerned.add(right.grant()));
    }

    private List<ActionRight> actionsOf(IdentityRight right) {
        Mode mode = right.mode();
        return mode == null ? List.of() : rights.actions(mode);
    }

    // A uid or an extra makes nobody; a rule on everything need not say so once more for each.
    private static boolean isDrawn(IdentityRight right) {
        return right.kind() != IdentityRight.Kind.UID && right.kind() != IdentityRight.Kind.EXTRA;
    }

    boolean concerns(Grant grant) {
        return concerned.contains(grant);
    }

    void draw() {
        for (IdentityRight right : usable) {
            ObjectId.Rule rule = ObjectId.ruleOf(right.grant());
            for (NodeId target : targets(right)) {
                link(NodeId.of(rule), target, right);
            }
        }
        dead.forEach(this::drawDead);
    }

    private void link(NodeId rule, NodeId target, IdentityRight right) {
        Mode mode = right.mode();
        if (mode == null) {
            drawing.link(
                    rule,
                    target,
                    AccessEdge.Kind.LEGACY,
                    "impersonate",
                    "Legacy impersonation: everything that the impersonated identity may do",
                    List.of(right.grant()),
                    technique(right.kind()));
            return;
        }
        List<String> actions = rights.actions(mode).stream()
                .map(ImpersonationEdges::words)
                .distinct()
                .toList();
        String first = actions.stream().limit(SHOWN_ACTIONS).collect(Collectors.joining("; "));
        String more = actions.size() <= SHOWN_ACTIONS ? "" : " +" + (actions.size() - SHOWN_ACTIONS);
        String label =
                (first.length() <= MAX_LABEL_LENGTH ? first : first.substring(0, MAX_LABEL_LENGTH - 1) + "…") + more;
        List<Grant> grants = new ArrayList<>(List.of(right.grant()));
        rights.actions(mode).stream()
                .map(ActionRight::grant)
                .filter(grant -> !grants.contains(grant))
                .forEach(grants::add);
        drawing.link(
                rule,
                target,
                AccessEdge.Kind.CONSTRAINED,
                label,
                "Constrained impersonation (" + mode.id() + "), only for: " + String.join("; ", actions),
                grants,
                Technique.IMPERSONATE_CONSTRAINED);
    }

    private static String technique(IdentityRight.Kind kind) {
        return switch (kind) {
            case SERVICE_ACCOUNT -> Technique.IMPERSONATE_SERVICE_ACCOUNT;
            case GROUP -> Technique.IMPERSONATE_GROUPS;
            default -> Technique.IMPERSONATE_USER;
        };
    }

    private static String words(ActionRight action) {
        String verbs = action.verbs().contains(PolicyRule.ALL) ? "anything" : String.join(", ", action.verbs());
        String where = action.grant().namespace().isEmpty()
                ? ""
                : " in " + action.grant().namespace();
        return verbs + " on " + RuleWords.what(action.grant().rule()) + where;
    }

    /// The nodes that a right leads to; one node for any name.
    private Set<NodeId> targets(IdentityRight right) {
        if (right.names().any()) {
            return Set.of(any(right));
        }
        Set<NodeId> targets = new LinkedHashSet<>();
        right.names().names().forEach(name -> targets.add(named(right, name)));
        return targets;
    }

    private NodeId any(IdentityRight right) {
        String namespace = right.namespace();
        String what = switch (right.kind()) {
            case SERVICE_ACCOUNT -> "service account";
            case GROUP -> "group";
            case NODE -> "node";
            default -> "user";
        };
        ObjectId.Any all = switch (right.kind()) {
            case SERVICE_ACCOUNT -> new ObjectId.AnyAccount(namespace);
            case GROUP -> new ObjectId.AnyGroup();
            case NODE -> new ObjectId.AnyNode();
            default -> new ObjectId.AnyUser();
        };
        String where = namespace.isEmpty() ? "" : " in " + namespace;
        return drawing.add(new AccessNode(
                NodeId.of(all),
                Kind.ANYONE,
                "Any " + what,
                where.isEmpty() ? "No names set" : where.strip(),
                Set.of(Trait.DANGEROUS),
                "The rule lists no names, so it covers any " + what + where));
    }

    private NodeId named(IdentityRight right, String name) {
        return switch (right.kind()) {
            case GROUP -> drawing.subject(Subject.group(name));
            case NODE -> drawing.subject(Subject.user(new NodeName(name).userName()));
            case SERVICE_ACCOUNT ->
                right.namespace().isEmpty()
                        ? drawing.add(new AccessNode(
                                NodeId.of(new ObjectId.AnyAccountNamed(name)),
                                Kind.SERVICE_ACCOUNT,
                                name,
                                "in any namespace",
                                Set.of(),
                                "Service accounts named " + name + " in any namespace"))
                        : drawing.subject(Subject.serviceAccount(right.namespace(), name));
            default -> drawing.subject(Subject.user(name));
        };
    }

    private void drawDead(DeadRight right) {
        ObjectId.Rule rule = ObjectId.ruleOf(right.grant());
        NodeId end = drawing.add(new AccessNode(
                new NodeId.DeadEnd(rule, right.kind(), right.part()),
                Kind.DEAD_END,
                right.kind().title(),
                "Allows nothing: " + right.part(),
                Set.of(Trait.DEAD),
                right.reason()));
        String remedy = right.remedy().isEmpty() ? "" : ". Instead: " + right.remedy();
        drawing.link(
                NodeId.of(rule),
                end,
                AccessEdge.Kind.DEAD,
                right.part(),
                right.reason() + remedy,
                List.of(right.grant()));
    }

    /// Draws the rules of a subject that let it become the target.
    ///
    /// @param own what the subject itself was given; what its groups have is drawn for them
    /// @return whether there is any
    boolean drawTo(Identity target, NodeId end, AccessDrawing onto, Subject subject, List<Grant> own) {
        Set<Grant> mine = new HashSet<>(own);
        boolean any = false;
        for (IdentityRight right : usable) {
            if (mine.contains(right.grant()) && reaches(right, target)) {
                link(onto.chain(onto.subject(subject), right.grant(), StepRequests.written(right.grant())), end, right);
                any = true;
            }
        }
        return any;
    }

    private static boolean reaches(IdentityRight right, Identity target) {
        if (target.userName().isEmpty()) {
            return right.kind() == IdentityRight.Kind.GROUP
                    && right.names().contains(target.groups().getFirst());
        }
        var account = ServiceAccountName.parse(target.userName());
        if (account.isPresent()) {
            return right.reaches(account.get().namespace(), account.get().name());
        }
        var node = NodeName.parse(target.userName());
        return switch (right.kind()) {
            case USER ->
                (node.isEmpty() || right.mode() == null) && right.names().contains(target.userName());
            case NODE -> node.isPresent() && right.names().contains(node.get().name());
            default -> false;
        };
    }
}
