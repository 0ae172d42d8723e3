package dev.guise.escalation.engine;

import dev.guise.rbac.Grant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// An order of facts and inferences that depends on what they say and not on how the graph came about: of ways that are
/// equally good the same one is told for two states of a cluster, so that comparing them shows only what differs.
///
/// The order is by a number that is made of the words, which is quick to compare; what it says to a person is nothing.
final class FactOrder {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /// By number, and by the words themselves where two facts share one.
    static final Comparator<Fact> FACTS = FactOrder::compare;

    private FactOrder() {}

    /// The number of a fact. Nearly always another one for another fact.
    static long of(Fact fact) {
        return mixed(words(fact));
    }

    /// The number of an inference, given those of its premises.
    static long of(Conclusion conclusion, long[] premises) {
        long order =
                conclusion.technique().hashCode() * SPREAD + conclusion.note().hashCode();
        for (long premise : premises) {
            order = mix(order, premise);
        }
        for (Grant grant : conclusion.grants()) {
            order = mix(order, grant.binding().namespace().hashCode());
            order = mix(order, grant.binding().name().hashCode());
            order = mix(order, grant.role().name().hashCode());
            order = mix(order, grant.subject().describe().hashCode());
            order = mix(order, grant.rule().hashCode());
        }
        return order;
    }

    private static int compare(Fact one, Fact other) {
        int order = Long.compare(of(one), of(other));
        return order == 0 ? words(one).toString().compareTo(words(other).toString()) : order;
    }

    private static long mixed(List<String> words) {
        long order = 0;
        for (String word : words) {
            order = mix(order, word.hashCode());
        }
        return order;
    }

    private static long mix(long order, long more) {
        return Long.rotateLeft(order ^ more, Byte.SIZE) * SPREAD;
    }

    /// What a fact says. Names of constants stand for these: their hash codes are others in each Java.
    private static List<String> words(Fact fact) {
        return switch (fact) {
            case Fact.Credential f -> identity("credential", f.who());
            case Fact.Acting f -> identity("acting", f.who());
            case Fact.ActingWithin f -> {
                List<String> words = identity(f.mode().id(), f.who());
                words.addAll(identity("by", f.by()));
                yield words;
            }
            case Fact.BoundRole f -> List.of("bound", f.kind().name(), f.roleNamespace(), f.name(), f.scope());
            case Fact.AnyRule f -> List.of("any rule", f.scope());
            case Fact.OnNode f -> List.of("on node", f.node());
            case Fact.Influence f -> List.of("influence", f.control().name());
            case Fact.RequestsAs f -> identity("requests", f.who());
            case Fact.RightsOf f ->
                List.of(
                        "rights",
                        f.subject().kind().name(),
                        f.subject().namespace(),
                        f.subject().name());
            case Fact.May f -> List.of("may", Integer.toString(f.need()), f.namespace(), f.name());
            case Fact.Fired f -> List.of("fired", f.technique(), f.namespace());
            case Fact.AccountsOf f -> List.of("accounts", f.namespace());
            case Fact.PodsOn f -> List.of("pods", f.node());
            case Fact.ActAsAny f -> List.of("act as any", f.kind().name(), f.namespace());
            case Fact.MayBind f -> List.of("bind", f.kind().name(), f.role(), f.scope());
            case Fact.MayBindNew f -> List.of("bind new", f.kind().name(), f.role(), f.scope());
            case Fact.MayEscalate f -> List.of("escalate", f.kind().name(), f.roleNamespace(), f.role());
            case Fact.MayCreateAnyRole f -> List.of("create role", f.kind().name(), f.roleNamespace());
            case Fact.Combines f -> identity(f.what().name(), f.who());
            case Fact.ReadsSecrets f -> List.of("secrets", f.namespace());
            case Fact.HoldsANode ignored -> List.of("holds a node");
            case Fact.Allowed f -> List.of("allowed", f.request().describe());
        };
    }

    private static List<String> identity(String first, Identity who) {
        List<String> words = new ArrayList<>(who.groups().size() + 2);
        words.add(first);
        words.add(who.userName());
        words.addAll(who.groups());
        return words;
    }
}
