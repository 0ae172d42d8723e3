package dev.guise.cluster.defaults;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The resources that are known, and what a typed word means among them: as for kubectl in any
/// case, the plural, the singular or a short name, perhaps with a group, a part of its start, or a version and
/// a group.
///
/// Mirrors `ResourcesFor` of `k8s.io/apimachinery/pkg/api/meta/restmapper.go`: a word without group means the
/// first resource that is called so, in the order in which the server lists its groups.
public final class ApiResources {
    private static final String BUILT_IN = "api-resources.txt";
    private static final String NOTHING = "-";
    private static final String AUTHENTICATION = "authentication.k8s.io";
    private static final Pattern VERSION = Pattern.compile("v\\d+((alpha|beta)\\d+)?");
    private static final int MAX_SUGGESTIONS = 3;
    private static final int MAX_WORD_LENGTH = 64;
    private static final ApiResources SERVED = new ApiResources(read(), List.of());

    /// Those of Kubernetes, in the order of the server.
    private final List<ApiResource> builtIn;

    /// Those of a cluster, by name and group.
    private final List<ApiResource> others;

    private ApiResources(List<ApiResource> builtIn, List<ApiResource> others) {
        this.builtIn = builtIn;
        this.others = others;
    }

    /// What a word means.
    public sealed interface Meaning {
        /// A resource that is known.
        record Known(ApiResource resource) implements Meaning {}

        /// One with a group of which nothing is known, taken as it is written.
        record AsWritten(ApiResource resource) implements Meaning {}

        /// Resources of several groups, none of them Kubernetes' own.
        record Several(List<ApiResource> resources) implements Meaning {
            public Several {
                resources = List.copyOf(resources);
            }
        }

        /// Nothing that is known.
        ///
        /// @param similar words that may be meant, the most similar first
        record Unknown(List<String> similar) implements Meaning {
            public Unknown {
                similar = List.copyOf(similar);
            }
        }
    }

    /// Those that every API server has.
    public static ApiResources builtIn() {
        return SERVED;
    }

    /// Those, and what the rules of a cluster name. Linear in the rules.
    public static ApiResources of(ClusterSnapshot snapshot) {
        Map<String, ApiResource> found = new TreeMap<>();
        Stream<RoleObject> roles =
                Stream.concat(snapshot.rbac().roles().stream(), snapshot.rbac().clusterRoles().stream());
        roles.flatMap(role -> role.rules().stream()).forEach(rule -> named(rule, found));
        SERVED.builtIn.forEach(resource -> found.remove(resource.qualifiedName()));
        return new ApiResources(SERVED.builtIn, List.copyOf(found.values()));
    }

    private static void named(PolicyRule rule, Map<String, ApiResource> found) {
        for (String group : rule.apiGroups()) {
            for (String resource : rule.resources()) {
                int slash = resource.indexOf('/');
                String plural = slash < 0 ? resource : resource.substring(0, slash);
                if (!group.equals(PolicyRule.ALL) && !plural.equals(PolicyRule.ALL) && !plural.isEmpty()) {
                    ApiResource named = ApiResource.named(group, plural);
                    found.putIfAbsent(named.qualifiedName(), named);
                }
            }
        }
    }

    /// What a word means for a verb: the checks of constrained impersonation are about resources of their own.
    ///
    /// @param word `NAME`, `NAME.GROUP` or `NAME.VERSION.GROUP`, without a subresource
    public Meaning meaning(String verb, String word) {
        int dot = word.indexOf('.');
        String name = (dot < 0 ? word : word.substring(0, dot)).toLowerCase(Locale.ROOT);
        String rest = dot < 0 ? "" : word.substring(dot + 1).toLowerCase(Locale.ROOT);
        if (name.equals(PolicyRule.ALL)) {
            return new Meaning.Known(new ApiResource(rest, name, name, List.of()));
        }
        return dot < 0 ? withoutGroup(verb, name) : withGroup(name, rest);
    }

    private Meaning withoutGroup(String verb, String name) {
        List<ApiResource> called =
                builtIn.stream().filter(resource -> resource.isCalled(name)).toList();
        if (!called.isEmpty()) {
            boolean identity = verb.startsWith(Mode.LEGACY_VERB + ":");
            return new Meaning.Known(called.stream()
                    .filter(resource -> identity && resource.group().equals(AUTHENTICATION))
                    .findFirst()
                    .orElse(called.getFirst()));
        }
        List<ApiResource> found =
                others.stream().filter(resource -> resource.isCalled(name)).toList();
        return switch (found.size()) {
            case 0 -> new Meaning.Unknown(similar(name));
            case 1 -> new Meaning.Known(found.getFirst());
            default -> new Meaning.Several(found);
        };
    }

    private Meaning withGroup(String name, String rest) {
        int dot = rest.indexOf('.');
        String first = dot < 0 ? rest : rest.substring(0, dot);
        boolean versioned = VERSION.matcher(first).matches();
        String group = versioned ? rest.substring(dot < 0 ? rest.length() : dot + 1) : rest;
        List<ApiResource> called = Stream.concat(builtIn.stream(), others.stream())
                .filter(resource -> resource.isCalled(name))
                .toList();
        return called.stream()
                .filter(resource -> resource.group().equals(group))
                .findFirst()
                .or(() -> called.stream()
                        .filter(resource -> !group.isEmpty() && resource.group().startsWith(group))
                        .findFirst())
                .<Meaning>map(Meaning.Known::new)
                .orElseGet(() -> unknown(group, name));
    }

    /// Of a group of Kubernetes' own all resources are known, of others none need be.
    private Meaning unknown(String group, String name) {
        boolean served = builtIn.stream().anyMatch(resource -> resource.group().equals(group));
        return served
                ? new Meaning.Unknown(similar(name))
                : new Meaning.AsWritten(new ApiResource(group, name, name, List.of()));
    }

    /// Names that differ from a word by little, the most similar first.
    public List<String> similar(String word) {
        if (word.length() > MAX_WORD_LENGTH) {
            return List.of();
        }
        String typed = word.toLowerCase(Locale.ROOT);
        int most = typed.length() <= 3 ? 1 : Math.max(2, typed.length() / 3);
        Map<String, Integer> distances = new LinkedHashMap<>();
        Stream.concat(builtIn.stream(), others.stream()).forEach(resource -> {
            int distance = Stream.concat(
                            Stream.of(resource.plural(), resource.singular()), resource.shortNames().stream())
                    .filter(name -> name.length() <= MAX_WORD_LENGTH)
                    .mapToInt(name -> distance(typed, name.toLowerCase(Locale.ROOT)))
                    .min()
                    .orElse(Integer.MAX_VALUE);
            if (distance <= most) {
                distances.putIfAbsent(resource.qualifiedName(), distance);
            }
        });
        return distances.entrySet().stream()
                .sorted(Comparator.comparingInt(Map.Entry::getValue))
                .limit(MAX_SUGGESTIONS)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// So many letters to put in, take out or change. Time O(n·m).
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }

    private static List<ApiResource> read() {
        try (InputStream in = ApiResources.class.getResourceAsStream(BUILT_IN);
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(in, BUILT_IN), StandardCharsets.UTF_8))) {
            List<ApiResource> found = new ArrayList<>();
            reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .forEach(words -> found.add(new ApiResource(
                            words[0].equals(NOTHING) ? "" : words[0],
                            words[2],
                            words[3],
                            words[4].equals(NOTHING) ? List.of() : List.of(words[4].split(",")))));
            return List.copyOf(found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
