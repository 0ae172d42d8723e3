package dev.guise.strings;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// The sentences in Java sources. Left out by rule: what a program reads and no person (ids, keys, style classes,
/// patterns, what is logged), what only a fault of Guise itself would say, and single words that are no label.
final class SourceStrings {
    /// Calls whose texts nobody reads: they are compared, looked up or logged.
    private static final Set<String> UNREAD_CALLS = Set.of(
            "compile",
            "contains",
            "endsWith",
            "equals",
            "getLogger",
            "getProperty",
            "getResource",
            "getResourceAsStream",
            "getStyleClass",
            "indexOf",
            "lastIndexOf",
            "log",
            "lookup",
            "lookupAll",
            "matches",
            "ofPattern",
            "getPseudoClass",
            "replace",
            "replaceAll",
            "replaceFirst",
            "requireNonNull",
            "setStyle",
            "split",
            "startsWith");

    /// Exceptions that say that the program is wrong.
    private static final Set<String> FAULTS = Set.of(
            "AssertionError", "IllegalStateException", "NoSuchElementException", "UnsupportedOperationException");

    /// Parts of picocli's annotations that `--help` prints.
    private static final Set<String> HELP = Set.of("description", "footer", "header", "version");

    /// Rooms in which a single capitalised word is a label; elsewhere it is the name of a kind.
    private static final Pattern WITH_LABELS = Pattern.compile("dev\\.guise\\.(ui|cli|report|words|graph)(\\..*)?");

    private static final Pattern LABEL = Pattern.compile("[A-Z][a-z]+…?");
    private static final Pattern FILLED_IN = Pattern.compile("\\{[^{}]*}");
    private static final Pattern WORDS = Pattern.compile(
            "(?s).*(\\p{L}{2,}\\S*\\s+[\\p{L}\\p{N}{(‹“\"`].*|[}\\p{N}›)”\"`’'.,:;]\\s+[(‹]?\\p{L}{2,}.*)");
    private static final Pattern STYLE = Pattern.compile("-fx-|\\{[a-z-]+:");
    private static final Pattern MARKUP = Pattern.compile("<[^<>]*>?|^[^<>]*>");

    private final List<Sentence> sentences = new ArrayList<>();

    private SourceStrings() {}

    /// Reads all sources below a folder, sorted by package, file and line.
    static List<Sentence> of(Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null);
                Stream<Path> walk = Files.walk(folder)) {
            List<Path> files = walk.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            SourceStrings strings = new SourceStrings();
            Trees trees = Trees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(strings.new Reader(unit, trees), null);
            }
            return strings.sentences;
        }
    }

    /// Whether a person would read it as words, and not a program as a name.
    static boolean isForPeople(String room, String text) {
        String shown = text.contains("<") ? MARKUP.matcher(text).replaceAll(" ").strip() : text.strip();
        if (STYLE.matcher(text).find()
                || FILLED_IN.matcher(shown).replaceAll("").isBlank()) {
            return false;
        }
        return WORDS.matcher(FILLED_IN.matcher(shown).replaceAll("{}")).matches()
                || (WITH_LABELS.matcher(room).matches() && LABEL.matcher(shown).matches());
    }

    private final class Reader extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final Trees trees;
        private final String room;
        private final String file;

        Reader(CompilationUnitTree unit, Trees trees) {
            this.unit = unit;
            this.trees = trees;
            this.room = String.valueOf(unit.getPackageName());
            this.file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
        }

        @Override
        public Void visitLiteral(LiteralTree node, Void p) {
            if (node.getValue() instanceof String) {
                keep(node);
            }
            return null;
        }

        @Override
        public Void visitBinary(BinaryTree node, Void p) {
            return Template.makesText(node) ? keep(node) : super.visitBinary(node, null);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree node, Void p) {
            if (Template.makesText(node)) {
                return keep(node);
            }
            if (!isUnread(node)) {
                return super.visitMethodInvocation(node, null);
            }
            return scan(node.getMethodSelect(), null);
        }

        /// Also of a call on what such a call gives: `box.getStyleClass().add("form")`.
        private boolean isUnread(MethodInvocationTree node) {
            return node.getMethodSelect() instanceof MemberSelectTree select
                    && (UNREAD_CALLS.contains(select.getIdentifier().toString())
                            || (select.getExpression() instanceof MethodInvocationTree before
                                    && before.getMethodSelect() instanceof MemberSelectTree of
                                    && of.getIdentifier().contentEquals("getStyleClass")));
        }

        @Override
        public Void visitNewClass(NewClassTree node, Void p) {
            return FAULTS.contains(node.getIdentifier().toString()) ? null : super.visitNewClass(node, null);
        }

        @Override
        public Void visitCase(CaseTree node, Void p) {
            scan(node.getGuard(), null);
            scan(node.getStatements(), null);
            return node.getStatements() == null ? scan(node.getBody(), null) : null;
        }

        @Override
        public Void visitAnnotation(AnnotationTree node, Void p) {
            for (ExpressionTree argument : node.getArguments()) {
                if (argument instanceof AssignmentTree part
                        && HELP.contains(part.getVariable().toString())) {
                    scan(part.getExpression(), null);
                }
            }
            return null;
        }

        private Void keep(ExpressionTree tree) {
            Template template = Template.of(tree);
            if (isForPeople(room, template.text())) {
                long start = trees.getSourcePositions().getStartPosition(unit, tree);
                long line = unit.getLineMap().getLineNumber(start);
                sentences.add(new Sentence(room, file, line, template.text()));
            }
            for (Tree inside : template.inside()) {
                scan(inside, null);
            }
            return null;
        }
    }
}
