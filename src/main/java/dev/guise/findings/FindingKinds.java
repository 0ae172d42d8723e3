package dev.guise.findings;

import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.impersonation.DeadRight;
import java.util.ArrayList;
import java.util.List;

/// Every kind of finding.
public final class FindingKinds {
    /// Those that a rule shows by itself.
    private static final List<RuleKind> OF_RULES = List.of(new MisspeltIdentity(), new NameWildcard());

    private FindingKinds() {}

    /// The kinds that a rule shows by itself, whoever has it.
    public static List<RuleKind> ofRules() {
        return OF_RULES;
    }

    /// Every kind, with one for each technique of a catalogue, in the order in which they are documented.
    public static List<FindingKind> of(Catalogue catalogue) {
        List<FindingKind> all = new ArrayList<>(List.of(
                new AnyUser(),
                new AnyServiceAccount(),
                new Masters(),
                new AnyGroup(),
                new PrivilegedTarget(),
                new LegacyFallback(),
                new CrossProduct(),
                new WildcardImpersonation(),
                new ArbitraryNode(),
                new AccountElsewhere(),
                new ManyTenants(),
                new UnusedImpersonation(),
                new DeniedImpersonation(),
                new UnauditedImpersonation()));
        for (DeadRight.Kind kind : DeadRight.Kind.values()) {
            all.add(new DeadPart(kind));
        }
        all.addAll(OF_RULES);
        all.add(new DeadName());
        all.add(new DeadRoleRef());
        catalogue.techniques().forEach(technique -> all.add(new EscalationStep(technique)));
        for (PublicGrant.Public who : PublicGrant.Public.values()) {
            all.add(new PublicGrant(who));
        }
        for (WildcardRule.Part part : WildcardRule.Part.values()) {
            all.add(new WildcardRule(part));
        }
        all.add(new DefaultAccount());
        all.add(new OrphanSubject());
        return List.copyOf(all);
    }
}
