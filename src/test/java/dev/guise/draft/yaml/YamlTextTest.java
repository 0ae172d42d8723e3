package dev.guise.draft.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class YamlTextTest {
    private static final YamlPath ROOT = YamlPath.document(0);
    private static final YamlPath RULES = ROOT.key("rules");

    private static final String ROLE = """
        # who may read
        apiVersion: rbac.authorization.k8s.io/v1   # stable
        kind: Role
        metadata:
          name: 'reader'
          # where

          namespace: shop
        rules:
        # all of them
        - apiGroups: [""]  # core
          # the things
          resources:
          - pods   # running
          # only logs
          - "pods/log"
          verbs: [ get,  list ]

        # second rule
        - apiGroups:
            - apps
          resources: [deployments]
          verbs:
          - get
        ---
        kind: Other
        """;

    @Test
    void saysWhereThingsStand() throws YamlSyntaxException {
        YamlText yaml = YamlText.parse(ROLE);
        assertEquals(2, yaml.documents());
        assertRange("rbac.authorization.k8s.io/v1", 2, 13, yaml.range(ROOT.key("apiVersion")));
        assertRange("apiVersion", 2, 1, yaml.keyRange(ROOT.key("apiVersion")));
        assertRange("'reader'", 5, 9, yaml.range(ROOT.key("metadata").key("name")));
        assertRange(
                "\"pods/log\"", 16, 5, yaml.range(RULES.item(0).key("resources").item(1)));
        assertRange("-", 16, 3, yaml.keyRange(RULES.item(0).key("resources").item(1)));
        assertRange("list", 17, 18, yaml.range(RULES.item(0).key("verbs").item(1)));
        assertRange("list", 17, 18, yaml.keyRange(RULES.item(0).key("verbs").item(1)));
        assertRange("Other", 26, 7, yaml.range(YamlPath.document(1).key("kind")));
        assertEquals(Optional.empty(), yaml.range(RULES.item(2)));
        assertEquals(Optional.empty(), yaml.range(RULES.key("0")));
        assertEquals(Optional.empty(), yaml.range(YamlPath.document(2)));
        assertEquals(
                yaml.range(RULES.item(1)),
                yaml.nearestRange(RULES.item(1).key("resourceNames").item(3)));
        TextRange second = yaml.range(RULES.item(1)).orElseThrow();
        assertEquals(20, second.startLine());
        assertEquals(24, second.endLine());
        assertEquals(8, second.endColumn());
    }

    @Test
    void columnsCountUtf16UnitsAndAllLineBreaks() throws YamlSyntaxException {
        YamlText yaml = YamlText.parse("\"\uD83D\uDE00\": {\uD83D\uDE00: x}\r\nb: 1\rc: 2\n");
        assertRange("x", 1, 12, yaml.range(ROOT.key("\uD83D\uDE00").key("\uD83D\uDE00")));
        assertEquals(2, yaml.range(ROOT.key("b")).orElseThrow().startLine());
        assertEquals(3, yaml.range(ROOT.key("c")).orElseThrow().startLine());
        assertEquals("2", slice(yaml, yaml.range(ROOT.key("c"))));
    }

    @Test
    void findsThePathAtACursor() throws YamlSyntaxException {
        YamlText yaml = YamlText.parse(ROLE);
        assertEquals(Optional.of(RULES.item(0).key("resources").item(1)), yaml.pathAt(ROLE.indexOf("pods/log")));
        assertEquals(Optional.of(ROOT.key("metadata").key("name")), yaml.pathAt(ROLE.indexOf("name:")));
        assertEquals(Optional.of(YamlPath.document(1).key("kind")), yaml.pathAt(ROLE.indexOf("Other")));
        assertEquals(Optional.empty(), yaml.pathAt(0));
        assertEquals(
                "rules[0].resources[1]", RULES.item(0).key("resources").item(1).toString());
    }

    @Test
    void readsScalarsKeysAndSizes() throws YamlSyntaxException {
        YamlText yaml = YamlText.parse(ROLE);
        assertEquals(Optional.of("reader"), yaml.scalar(ROOT.key("metadata").key("name")));
        assertEquals(Optional.empty(), yaml.scalar(RULES));
        assertEquals(Optional.of(2), yaml.size(RULES));
        assertEquals(List.of("apiVersion", "kind", "metadata", "rules"), yaml.keys(ROOT));
        assertEquals(0, YamlText.parse("# nothing\n").documents());
        assertEquals(0, YamlText.parse("").documents());
        assertEquals(2, YamlText.parse("---\n---\n").documents());
    }

    @Test
    void errorsHaveAPlace() {
        assertProblem(2, 5, "a: 1\nb: c: d\n");
        assertProblem(2, 1, "a: [\n");
        assertProblem(3, 1, "a: 1\nb: 2\na: 3\n");
        assertProblem(1, 4, "a: \u0007");
        assertProblem(2, 1, "a:\n\tb: 1\n");
        assertProblem(1, 4, "a: @x\n");
        assertProblem(1, 101, "[".repeat(5_000) + "]".repeat(5_000));
        assertProblem(1, 1, "a".repeat(1_000_001));
    }

    @Test
    void setsScalarsInTheQuotesTheyHave() throws YamlSyntaxException {
        YamlText yaml = YamlText.parse(ROLE);
        YamlPath name = ROOT.key("metadata").key("name");
        assertEdit("name: 'reader'", "name: 'it''s'", yaml.setScalar(name, "it's"));
        assertEdit("name: 'reader'", "name: \"a\\nb\"", yaml.setScalar(name, "a\nb"));
        assertEdit("kind: Role\n", "kind: \"yes\"\n", yaml.setScalar(ROOT.key("kind"), "yes"));
        assertEdit(
                "v1   # stable",
                "v2   # stable",
                yaml.setScalar(ROOT.key("apiVersion"), "rbac.authorization.k8s.io/v2"));
        assertEdit(
                "\"pods/log\"",
                "\"a\"",
                yaml.setScalar(RULES.item(0).key("resources").item(1), "a"));
        assertEdit(
                "get,  list",
                "\"*\",  list",
                yaml.setScalar(RULES.item(0).key("verbs").item(0), "*"));
        assertEquals(Optional.empty(), yaml.setScalar(RULES, "x"));
    }

    @Test
    void setsScalarsInAwkwardPlaces() throws YamlSyntaxException {
        assertEquals("a: x # c\nb: 1\n", edited("a: # c\nb: 1\n", y -> y.setScalar(ROOT.key("a"), "x")));
        assertEquals("- x # c\n- 1\n", edited("- # c\n- 1\n", y -> y.setScalar(ROOT.item(0), "x")));
        assertEquals("a: x\n", edited("a:\n  b\n", y -> y.setScalar(ROOT.key("a"), "x")));
        assertEquals("a: x # c\n  # d\n", edited("a: # c\n  # d\n  b\n", y -> y.setScalar(ROOT.key("a"), "x")));
        assertEquals(
                "a: x\n\n# c\nb: 1\n",
                edited("a: |\n  some\n  text\n\n# c\nb: 1\n", y -> y.setScalar(ROOT.key("a"), "x")));
        assertEquals("a: x\nb: 1", edited("a: long\n  text\nb: 1", y -> y.setScalar(ROOT.key("a"), "x")));
        assertEquals("x\n", edited("old\n", y -> y.setScalar(ROOT, "x")));
        assertEquals("{a: x , b: }", edited("{a: , b: }", y -> y.setScalar(ROOT.key("a"), "x")));
    }

    @Test
    void removesItemsWithTheirComments() throws YamlSyntaxException {
        YamlText yaml = YamlText.parse(ROLE);
        YamlPath resources = RULES.item(0).key("resources");
        assertEdit("  - pods   # running\n", "", yaml.remove(resources.item(0)));
        assertEdit("  # only logs\n  - \"pods/log\"\n", "", yaml.remove(resources.item(1)));
        assertEdit(
                "[ get,  list ]",
                "[ list ]",
                yaml.remove(RULES.item(0).key("verbs").item(0)));
        assertEdit(
                "[ get,  list ]",
                "[ get ]",
                yaml.remove(RULES.item(0).key("verbs").item(1)));
        assertEdit(
                "resources: [deployments]",
                "resources: []",
                yaml.remove(RULES.item(1).key("resources").item(0)));
        assertEdit(
                "  verbs:\n  - get\n",
                "  verbs: []\n",
                yaml.remove(RULES.item(1).key("verbs").item(0)));
        assertEdit(
                "apiGroups:\n    - apps\n",
                "apiGroups: []\n",
                yaml.remove(RULES.item(1).key("apiGroups").item(0)));
        assertEdit(
                "# second rule\n- apiGroups:\n    - apps\n  resources: [deployments]\n  verbs:\n  - get\n",
                "",
                yaml.remove(RULES.item(1)));
    }

    @Test
    void removesKeys() throws YamlSyntaxException {
        YamlText yaml = YamlText.parse(ROLE);
        assertEdit("kind: Role\n", "", yaml.remove(ROOT.key("kind")));
        assertEdit("  name: 'reader'\n", "", yaml.remove(ROOT.key("metadata").key("name")));
        assertEdit(
                "- apiGroups: [\"\"]  # core\n  # the things\n",
                "- # the things\n",
                yaml.remove(RULES.item(0).key("apiGroups")));
        assertEdit(
                "- apiGroups:\n    - apps\n  resources",
                "- resources",
                yaml.remove(RULES.item(1).key("apiGroups")));
        assertEdit("kind: Other\n", "{}\n", yaml.remove(YamlPath.document(1).key("kind")));
        assertEquals(
                "a: {} # c\n  # d\nx: 1\n",
                edited(
                        "a: # c\n  # d\n  b: 1 # gone\nx: 1\n",
                        y -> y.remove(ROOT.key("a").key("b"))));
        assertEquals("a: 1\n", edited("a: 1\nb: 2", y -> y.remove(ROOT.key("b"))));
        assertEquals(
                "- - b\n", edited("- - a\n  - b\n", y -> y.remove(ROOT.item(0).item(0))));
        assertEquals("- []\n", edited("- - a\n", y -> y.remove(ROOT.item(0).item(0))));
        assertEquals(Optional.empty(), yaml.remove(ROOT));
    }

    @Test
    void removesFromFlowsOverSeveralLines() throws YamlSyntaxException {
        String flow = "a: [\n  x, # about x\n  y, # about y\n  z # about z\n]\n";
        YamlPath a = ROOT.key("a");
        assertEquals("a: [\n  y, # about y\n  z # about z\n]\n", edited(flow, y -> y.remove(a.item(0))));
        assertEquals("a: [\n  x, # about x\n  z # about z\n]\n", edited(flow, y -> y.remove(a.item(1))));
        assertEquals("a: [\n  x, # about x\n  y, # about y\n]\n", edited(flow, y -> y.remove(a.item(2))));
        assertEquals("{b: 2}", edited("{a: 1, b: 2}", y -> y.remove(ROOT.key("a"))));
        assertEquals("{a: 1}", edited("{a: 1, b: 2}", y -> y.remove(ROOT.key("b"))));
        assertEquals("[a, ]", edited("[a, b,]", y -> y.remove(ROOT.item(1))));
        assertEquals(
                "['a,b', {c: [e]}]",
                edited(
                        "['a,b', {c: [d, e]}]",
                        y -> y.remove(ROOT.item(1).key("c").item(0))));
        assertEquals("[ # c\n b]", edited("[a, # c\n b]", y -> y.remove(ROOT.item(0))));
    }

    @Test
    void insertsItems() throws YamlSyntaxException {
        YamlText yaml = YamlText.parse(ROLE);
        YamlPath resources = RULES.item(0).key("resources");
        assertEdit("  - pods   # running\n", "  - a\n  - pods   # running\n", yaml.insertItem(resources, 0, "a"));
        assertEdit("  # only logs\n", "  - a\n  # only logs\n", yaml.insertItem(resources, 1, "a"));
        assertEdit("  - \"pods/log\"\n", "  - \"pods/log\"\n  - \"*\"\n", yaml.insertItem(resources, 2, "*"));
        assertEdit(
                "    - apps\n",
                "    - apps\n    - \"\"\n",
                yaml.insertItem(RULES.item(1).key("apiGroups"), 1, ""));
        assertEdit(
                "[ get,  list ]",
                "[ get,  watch, list ]",
                yaml.insertItem(RULES.item(0).key("verbs"), 1, "watch"));
        assertEdit(
                "[ get,  list ]",
                "[ get,  list, watch ]",
                yaml.insertItem(RULES.item(0).key("verbs"), 2, "watch"));
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("apiGroups", List.of(""));
        rule.put("verbs", List.of("get"));
        assertEdit(
                "  verbs:\n  - get\n---",
                "  verbs:\n  - get\n- apiGroups:\n  - \"\"\n  verbs:\n  - get\n---",
                yaml.insertItem(RULES, 2, rule));
        assertEdit(
                "# second rule\n",
                "- apiGroups:\n  - \"\"\n  verbs:\n  - get\n# second rule\n",
                yaml.insertItem(RULES, 1, rule));
        assertEquals(Optional.empty(), yaml.insertItem(RULES, 3, "x"));
        assertEquals(Optional.empty(), yaml.insertItem(RULES, -1, "x"));
        assertEquals(Optional.empty(), yaml.insertItem(ROOT, 0, "x"));
    }

    @Test
    void insertsItemsInAwkwardPlaces() throws YamlSyntaxException {
        YamlPath a = ROOT.key("a");
        assertEquals("a: [x]\n", edited("a: []\n", y -> y.insertItem(a, 0, "x")));
        assertEquals("a: # c\n- b: x\n", edited("a: [] # c\n", y -> y.insertItem(a, 0, Map.of("b", "x"))));
        assertEquals("a: # c\n- x\nb: 1\n", edited("a: # c\nb: 1\n", y -> y.insertItem(a, 0, "x")));
        assertEquals("a: [ # c\n{b: x}]\n", edited("a: [ # c\n]\n", y -> y.insertItem(a, 0, Map.of("b", "x"))));
        assertEquals("- - x\n  - a\n", edited("- - a\n", y -> y.insertItem(ROOT.item(0), 0, "x")));
        assertEquals("a:\n- 1\n- x", edited("a:\n- 1", y -> y.insertItem(a, 1, "x")));
        assertEquals("a:\r\n- 1\r\n- x\r\nb: 2\r\n", edited("a:\r\n- 1\r\nb: 2\r\n", y -> y.insertItem(a, 1, "x")));
        assertEquals("a: [1, x\n]", edited("a: [1,\n]", y -> y.insertItem(a, 1, "x")));
        assertEquals("{a: [{b: x}]}", edited("{a: []}", y -> y.insertItem(a, 0, Map.of("b", "x"))));
        assertEquals("a: ['#', x]", edited("a: ['#']", y -> y.insertItem(a, 1, "x")));
    }

    @Test
    void putsKeys() throws YamlSyntaxException {
        YamlText yaml = YamlText.parse(ROLE);
        assertEdit(
                "  namespace: shop\n",
                "  namespace: shop\n  labels:\n    a: b\n",
                yaml.put(ROOT.key("metadata"), "labels", Map.of("a", "b")));
        assertEdit(
                "list ]\n",
                "list ]\n  resourceNames:\n  - web\n",
                yaml.put(RULES.item(0), "resourceNames", List.of("web")));
        assertEdit("Role\n", "ClusterRole\n", yaml.put(ROOT, "kind", "ClusterRole"));
        assertEdit("[ get,  list ]", "[]", yaml.put(RULES.item(0), "verbs", List.of()));
        assertEdit(
                "resources: [deployments]",
                "resources:\n  - a\n  - b",
                yaml.put(RULES.item(1), "resources", List.of("a", "b")));
        assertEdit(
                "resources:\n  - pods   # running\n  # only logs\n  - \"pods/log\"\n",
                "resources:\n  - a\n",
                yaml.put(RULES.item(0), "resources", List.of("a")));
        assertEdit("[\"\"]  # core", " # core\n  - a", yaml.put(RULES.item(0), "apiGroups", List.of("a")));
        assertEquals(Optional.empty(), yaml.put(RULES, "x", "y"));
        assertEquals("a: {b: x}\n", edited("a: {}\n", y -> y.put(ROOT.key("a"), "b", "x")));
        assertEquals("{a: 1, b: [x]}", edited("{a: 1}", y -> y.put(ROOT, "b", List.of("x"))));
        assertEquals("a:\n  b: x\n", edited("a:\n", y -> y.put(ROOT.key("a"), "b", "x")));
        assertEquals(
                "a: [] # c\n  # d\nb: 1\n", edited("a: # c\n  # d\n- x\nb: 1\n", y -> y.put(ROOT, "a", List.of())));
        assertEquals(
                "a: # c\n  # d\n  k: v\nb: 1\n",
                edited("a: # c\n  # d\n- x\nb: 1\n", y -> y.put(ROOT, "a", Map.of("k", "v"))));
    }

    @Test
    void anAliasIsNotEditedThrough() throws YamlSyntaxException {
        String text = "a: &x [1, 2]\nb: *x\nc: {<<: *x}\n";
        YamlText yaml = YamlText.parse(text);
        assertEquals(Optional.empty(), yaml.range(ROOT.key("b").item(0)));
        assertEquals(Optional.empty(), yaml.insertItem(ROOT.key("b"), 0, "x"));
        assertEquals("*x", slice(yaml, yaml.range(ROOT.key("b"))));
        assertEquals(text.replace("b: *x", "b: z"), edited(text, y -> y.replace(ROOT.key("b"), "z")));
    }

    private interface Change {
        Optional<TextEdit> of(YamlText yaml);
    }

    private static String edited(String text, Change change) throws YamlSyntaxException {
        YamlText yaml = YamlText.parse(text);
        return yaml.apply(change.of(yaml).orElseThrow()).text();
    }

    /// The edit of [#ROLE] changes just the first occurrence of `before` into `after`.
    private static void assertEdit(String before, String after, Optional<TextEdit> edit) throws YamlSyntaxException {
        assertTrue(ROLE.contains(before), before);
        int at = ROLE.indexOf(before);
        String expected = ROLE.substring(0, at) + after + ROLE.substring(at + before.length());
        String actual = edit.orElseThrow().applyTo(ROLE);
        YamlText.parse(actual);
        assertEquals(expected, actual);
    }

    private static void assertProblem(int line, int column, String text) {
        YamlSyntaxException problem = assertThrows(YamlSyntaxException.class, () -> YamlText.parse(text));
        assertEquals(line + ":" + column, problem.line() + ":" + problem.column(), problem.toString());
    }

    private static void assertRange(String slice, int line, int column, Optional<TextRange> range)
            throws YamlSyntaxException {
        TextRange found = range.orElseThrow();
        assertEquals(line + ":" + column, found.startLine() + ":" + found.startColumn());
        assertEquals(slice.length(), found.end() - found.start());
        assertEquals(found.startColumn() + slice.length(), found.endColumn());
    }

    private static String slice(YamlText yaml, Optional<TextRange> range) {
        TextRange found = range.orElseThrow();
        return yaml.text().substring(found.start(), found.end());
    }
}
