package dev.guise.ui.access;

import dev.guise.rbac.Grant;
import dev.guise.rbac.UserInfo;
import dev.guise.ui.review.Review;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Where one asks what may be done.
sealed interface Place {

    /// Wherever a binding gives something.
    record Anywhere() implements Place {
        @Override
        public String toString() {
            return "Everywhere";
        }
    }

    /// What holds in all namespaces and for what is in none.
    record ClusterWide() implements Place {
        @Override
        public String toString() {
            return "The whole cluster";
        }
    }

    /// A namespace, with what holds everywhere.
    record In(String namespace) implements Place {
        @Override
        public String toString() {
            return "Namespace " + namespace;
        }
    }

    /// The places to choose from: first those where one of these is given something.
    static List<Place> all(Review review, List<UserInfo> who) {
        Set<String> namespaces = new LinkedHashSet<>(new TreeSet<>(who.stream()
                .flatMap(user -> review.policy().allRulesFor(user).stream())
                .map(Grant::namespace)
                .filter(namespace -> !namespace.isEmpty())
                .toList()));
        review.snapshot()
                .namespaces()
                .forEach(namespace -> namespaces.add(namespace.meta().name()));
        List<Place> places = new ArrayList<>(List.of(new Anywhere(), new ClusterWide()));
        namespaces.forEach(namespace -> places.add(new In(namespace)));
        return places;
    }
}
