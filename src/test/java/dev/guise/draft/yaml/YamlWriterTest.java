package dev.guise.draft.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.LabelSelector;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Role;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class YamlWriterTest {

    @Test
    void writesRolesAsKubectlDoes() {
        Role role = new Role(
                new ObjectMeta("reader", "shop", Map.of("b", "2", "a", "yes"), Map.of()),
                List.of(
                        PolicyRule.resources(List.of("get", "*"), List.of(""), List.of("pods", "pods/log")),
                        PolicyRule.named(
                                List.of("impersonate:user-info"),
                                List.of("authentication.k8s.io"),
                                List.of("users"),
                                List.of("system:serviceaccount:a:b"))));
        assertEquals("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata:
              name: reader
              namespace: shop
              labels:
                a: "yes"
                b: "2"
            rules:
            - apiGroups:
              - ""
              resources:
              - pods
              - pods/log
              verbs:
              - get
              - "*"
            - apiGroups:
              - authentication.k8s.io
              resources:
              - users
              resourceNames:
              - system:serviceaccount:a:b
              verbs:
              - impersonate:user-info
            """, YamlWriter.write(RbacManifest.of(role)));
    }

    @Test
    void writesBindingsAndAggregation() {
        ClusterRoleBinding binding = new ClusterRoleBinding(
                ObjectMeta.cluster("b"),
                RoleRef.clusterRole("view"),
                List.of(Subject.group("ops"), Subject.serviceAccount("ci", "bot")));
        ClusterRole role = new ClusterRole(
                ObjectMeta.cluster("all"),
                List.of(),
                List.of(new LabelSelector(
                        Map.of("x", "y"),
                        List.of(new LabelSelector.Requirement(
                                "k", LabelSelector.Operator.DOES_NOT_EXIST, List.of())))));
        assertEquals("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata:
              name: b
            roleRef:
              apiGroup: rbac.authorization.k8s.io
              kind: ClusterRole
              name: view
            subjects:
            - apiGroup: rbac.authorization.k8s.io
              kind: Group
              name: ops
            - kind: ServiceAccount
              name: bot
              namespace: ci
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata:
              name: all
            aggregationRule:
              clusterRoleSelectors:
              - matchLabels:
                  x: "y"
                matchExpressions:
                - key: k
                  operator: DoesNotExist
            rules: []
            """, YamlWriter.writeAll(List.of(RbacManifest.of(binding), RbacManifest.of(role))));
    }

    @Test
    void quotesWhatYamlWouldMisread() {
        for (String plain :
                List.of("a", "pods/log", "system:node:x", "a:b", "v1", "/metrics", "x=y", "nullable", "e1")) {
            assertEquals(plain, YamlScalar.of(plain));
        }
        for (String odd : List.of(
                "",
                "*",
                "yes",
                "No",
                "ON",
                "y",
                "true",
                "null",
                "NaN",
                "~",
                "1",
                "1e3",
                "0x1f",
                "1_000",
                "1:30",
                ".5",
                "-1",
                "+1",
                ".inf",
                "2026-01-01",
                "a: b",
                "a:",
                "a #b",
                "#a",
                "&a",
                "*a",
                "!a",
                "|",
                ">",
                "%a",
                "@a",
                "`a",
                "- a",
                "? a",
                "[a",
                "{a",
                "a,b",
                "a b",
                " a",
                "a ",
                "'",
                "\"",
                "\\",
                "=",
                "<<",
                "---",
                "...",
                "/a*")) {
            assertTrue(YamlScalar.of(odd).startsWith("\""), odd);
        }
        assertEquals(
                "\"\\x00\\x85\\u202e\\ufeff\\u00a0\\U000e0001\"".replace("\\u00a0", "\\xa0"),
                YamlScalar.of("\u0000\u0085\u202e\ufeff\u00a0" + Character.toString(0xe0001)));
        assertEquals("\"\uD83D\uDE00é\"", YamlScalar.of("\uD83D\uDE00é"));
    }

    @Test
    void whatItCannotWriteItRefuses() {
        assertThrows(IllegalArgumentException.class, () -> YamlWriter.write(Map.of("a", 1.5)));
    }

    @Test
    void hostileStringsReadBackTheSame() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            Object value = value(random, 0);
            Map<String, Object> document = new LinkedHashMap<>();
            document.put(hostile(random), value);
            document.put("k".repeat(random.nextInt(3_000)), value);
            String block = YamlWriter.write(document);
            assertEquals(document, load(block), () -> "seed " + seed + "\n" + block);
            String flow = YamlWriter.flow(value);
            assertEquals(value, load(flow), () -> "seed " + seed + "\n" + flow);
            String quoted = YamlScalar.singleQuoted(hostile(new Random(seed + round)));
            assertEquals(hostile(new Random(seed + round)), load(quoted), () -> "seed " + seed);
        }
    }

    /// Edits of texts that are full of comments do what they say and nothing else, in block and flow style.
    @Test
    void randomEditsDoWhatTheySay() throws YamlSyntaxException {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 1_500; round++) {
            Map<String, Object> model = mapping(random, 0);
            String text = commented(random, random.nextInt(4) == 0 ? YamlWriter.flow(model) : YamlWriter.write(model));
            assertEquals(model, load(text), text);
            for (int step = 0; step < 4; step++) {
                String before = text;
                text = change(random, text, model);
                String after = text;
                assertEquals(
                        model, load(after), () -> "seed " + seed + "\n--- before\n" + before + "\n--- after\n" + after);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static String change(Random random, String text, Map<String, Object> model) throws YamlSyntaxException {
        YamlText yaml = YamlText.parse(text);
        YamlPath path = YamlPath.document(0);
        Object at = model;
        while (size(at) > 0 && random.nextInt(3) > 0) {
            int index = random.nextInt(size(at));
            String key = at instanceof Map<?, ?> map
                    ? (String) List.copyOf(map.keySet()).get(index)
                    : "";
            Object below = at instanceof Map<?, ?> map ? map.get(key) : ((List<?>) at).get(index);
            if (!(below instanceof Map<?, ?>) && !(below instanceof List<?>)) {
                break;
            }
            path = at instanceof Map<?, ?> ? path.key(key) : path.item(index);
            at = below;
        }
        Object value = value(random, 2);
        return at instanceof Map<?, ?> map
                ? changeMapping(random, yaml, path, (Map<String, Object>) map, value)
                : changeList(random, yaml, path, (List<Object>) at, value);
    }

    private static String changeMapping(
            Random random, YamlText yaml, YamlPath path, Map<String, Object> map, Object value) {
        boolean fresh = map.isEmpty() || random.nextBoolean();
        String key = fresh
                ? "new" + map.size() + random.nextInt(1_000)
                : List.copyOf(map.keySet()).get(random.nextInt(map.size()));
        if (!fresh && random.nextBoolean()) {
            map.remove(key);
            return yaml.remove(path.key(key)).orElseThrow().applyTo(yaml.text());
        }
        map.put(key, value);
        return yaml.put(path, key, value).orElseThrow().applyTo(yaml.text());
    }

    private static String changeList(Random random, YamlText yaml, YamlPath path, List<Object> list, Object value) {
        int index = random.nextInt(list.size() + 1);
        if (index == list.size() || random.nextInt(3) == 0) {
            list.add(index, value);
            return yaml.insertItem(path, index, value).orElseThrow().applyTo(yaml.text());
        }
        if (random.nextBoolean()) {
            list.remove(index);
            return yaml.remove(path.item(index)).orElseThrow().applyTo(yaml.text());
        }
        list.set(index, value);
        return yaml.replace(path.item(index), value).orElseThrow().applyTo(yaml.text());
    }

    private static int size(Object collection) {
        return collection instanceof Map<?, ?> map ? map.size() : ((List<?>) collection).size();
    }

    /// Puts comments and blank lines between lines and behind them.
    private static String commented(Random random, String text) {
        StringBuilder out = new StringBuilder();
        for (String line : text.split("\n")) {
            int indent = line.length() - line.stripLeading().length();
            switch (random.nextInt(6)) {
                case 0 -> out.append(" ".repeat(indent)).append("# - about: [it]\n");
                case 1 -> out.append("\n# \"far left\n");
                default -> {}
            }
            out.append(line)
                    .append(random.nextInt(4) == 0 ? "  # {behind: it" : "")
                    .append('\n');
        }
        return out.toString();
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 1 : 4)) {
            case 1 -> mapping(random, depth + 1);
            case 2 -> list(random, depth + 1);
            default -> hostile(random);
        };
    }

    private static Map<String, Object> mapping(Random random, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        int size = random.nextInt(4) + (depth == 0 ? 1 : 0);
        for (int i = 0; i < size; i++) {
            map.put(i + hostile(random), value(random, depth));
        }
        return map;
    }

    private static List<Object> list(Random random, int depth) {
        List<Object> list = new ArrayList<>();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            list.add(value(random, depth));
        }
        return list;
    }

    private static String hostile(Random random) {
        if (random.nextInt(3) == 0) {
            return List.of("", "*", "yes", "1", "a: b", "# c", "pods/log", "- x", "[", "a\nb", "'", "\"", "~")
                    .get(random.nextInt(13));
        }
        StringBuilder out = new StringBuilder();
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            int c = switch (random.nextInt(4)) {
                case 0 -> random.nextInt(0x20);
                case 1 -> random.nextInt(0x250);
                case 2 -> " :#-?,[]{}&*!|>'\"%@`\\~".charAt(random.nextInt(22));
                default -> random.nextInt(0x110000);
            };
            // A lone surrogate is no text: UTF-8 cannot carry it.
            out.appendCodePoint(c >= 0xd800 && c < 0xe000 ? 'x' : c);
        }
        return out.toString();
    }

    private static Object load(String text) {
        Object loaded = new Load(LoadSettings.builder().build()).loadFromString(text);
        return loaded == null ? "null" : loaded;
    }
}
