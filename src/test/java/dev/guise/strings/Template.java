package dev.guise.strings;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.TypeCastTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One expression that makes a text, as the sentence it makes: literals, `+`, `append`, `format` and choices between
/// texts are put together, and anything else stands as `{name}`. It needs no types: an addition makes a text when a
/// text is among its parts.
final class Template {
    private static final Pattern CONVERSION = Pattern.compile("%(?:n|%|[-#+ 0,(<]*\\d*(?:\\.\\d+)?[a-zA-Z])");
    private static final Set<String> SAYS_NOTHING = Set.of(
            "collect", "get", "getFirst", "map", "orElse", "orElseGet", "orElseThrow", "strip", "toList", "toString");

    private final StringBuilder text = new StringBuilder();
    private final List<Tree> inside = new ArrayList<>();

    private Template() {}

    /// Whether the expression puts a text together, so that its parts are no sentences of their own.
    static boolean makesText(ExpressionTree tree) {
        return switch (tree) {
            case LiteralTree literal -> literal.getValue() instanceof String;
            case ParenthesizedTree p -> makesText(p.getExpression());
            case BinaryTree b ->
                b.getKind() == Kind.PLUS && (makesText(b.getLeftOperand()) || makesText(b.getRightOperand()));
            case ConditionalExpressionTree c -> makesText(c.getTrueExpression()) || makesText(c.getFalseExpression());
            case MethodInvocationTree call -> isFormat(call) || isAppend(call);
            default -> false;
        };
    }

    static Template of(ExpressionTree tree) {
        Template template = new Template();
        template.add(tree);
        return template;
    }

    /// The sentence, on one line.
    String text() {
        return text.toString().replaceAll("\\s*\\R\\s*", " ⏎ ");
    }

    /// What is filled in: texts of their own may be in there.
    List<Tree> inside() {
        return inside;
    }

    private void add(ExpressionTree tree) {
        switch (tree) {
            case LiteralTree literal -> text.append(literal.getValue());
            case ParenthesizedTree p -> add(p.getExpression());
            case BinaryTree b
            when b.getKind() == Kind.PLUS -> {
                add(b.getLeftOperand());
                add(b.getRightOperand());
            }
            case ConditionalExpressionTree c
            when makesText(c) -> {
                inside.add(c.getCondition());
                alternatives(List.of(c.getTrueExpression(), c.getFalseExpression()));
            }
            case SwitchExpressionTree s
            when bodies(s).stream().anyMatch(Template::makesText) -> {
                inside.add(s.getExpression());
                alternatives(bodies(s));
            }
            case MethodInvocationTree call when isFormat(call) -> format(call);
            case MethodInvocationTree call when isAppend(call) -> append(call);
            default -> {
                text.append('{').append(name(tree)).append('}');
                inside.add(tree);
            }
        }
    }

    private void alternatives(List<? extends ExpressionTree> choices) {
        String between = "‹";
        for (ExpressionTree choice : choices) {
            text.append(between);
            add(choice);
            between = "|";
        }
        text.append('›');
    }

    /// What the arms of a switch give, when each of them is one expression.
    private static List<ExpressionTree> bodies(SwitchExpressionTree tree) {
        List<ExpressionTree> bodies = new ArrayList<>();
        for (CaseTree arm : tree.getCases()) {
            if (!(arm.getBody() instanceof ExpressionTree body)) {
                return List.of();
            }
            bodies.add(body);
        }
        return bodies;
    }

    private static boolean isFormat(MethodInvocationTree call) {
        return pattern(call) != null;
    }

    /// The pattern of `String.format` or `formatted`; null where it is no literal or this is no such call.
    private static @Nullable String pattern(MethodInvocationTree call) {
        if (!(call.getMethodSelect() instanceof MemberSelectTree select)) {
            return null;
        }
        ExpressionTree pattern = null;
        if (select.getIdentifier().contentEquals("formatted")) {
            pattern = select.getExpression();
        } else if (select.getIdentifier().contentEquals("format")
                && select.getExpression().toString().equals("String")) {
            pattern = call.getArguments().get(patternAt(call));
        }
        return pattern != null && makesText(pattern) && !(pattern instanceof MethodInvocationTree)
                ? of(pattern).text.toString()
                : null;
    }

    private static int patternAt(MethodInvocationTree call) {
        return makesText(call.getArguments().getFirst()) ? 0 : 1;
    }

    private void format(MethodInvocationTree call) {
        boolean isStatic =
                ((MemberSelectTree) call.getMethodSelect()).getIdentifier().contentEquals("format");
        List<? extends ExpressionTree> values = call.getArguments();
        int next = isStatic ? patternAt(call) + 1 : 0;
        Matcher matcher = CONVERSION.matcher(String.valueOf(pattern(call)));
        while (matcher.find()) {
            matcher.appendReplacement(text, "");
            switch (matcher.group()) {
                case "%%" -> text.append('%');
                case "%n" -> text.append('\n');
                default -> {
                    if (next < values.size()) {
                        add(values.get(next++));
                    }
                }
            }
        }
        matcher.appendTail(text);
    }

    /// A chain of `append` with a text in it.
    private static boolean isAppend(MethodInvocationTree call) {
        return call.getMethodSelect() instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals("append")
                && call.getArguments().size() == 1
                && (makesText(call.getArguments().getFirst())
                        || (select.getExpression() instanceof MethodInvocationTree before && isAppend(before)));
    }

    private void append(MethodInvocationTree call) {
        ExpressionTree before = ((MemberSelectTree) call.getMethodSelect()).getExpression();
        if (before instanceof MethodInvocationTree chain && isAppend(chain)) {
            append(chain);
        } else if (before instanceof MethodInvocationTree || before instanceof NewClassTree) {
            inside.add(before);
        }
        add(call.getArguments().getFirst());
    }

    /// A short name of what is filled in, which stays the same when only the way it is worked out changes.
    private static String name(ExpressionTree tree) {
        return switch (tree) {
            case IdentifierTree identifier -> identifier.getName().toString();
            case MemberSelectTree select -> select.getIdentifier().toString();
            case LiteralTree literal -> "\"" + literal.getValue() + "\"";
            case ParenthesizedTree p -> name(p.getExpression());
            case TypeCastTree cast -> name(cast.getExpression());
            case MethodInvocationTree call -> name(call);
            default -> "…";
        };
    }

    private static String name(MethodInvocationTree call) {
        List<? extends ExpressionTree> values = call.getArguments();
        if (call.getMethodSelect() instanceof MemberSelectTree select) {
            String name = select.getIdentifier().toString();
            String of = select.getExpression().toString();
            boolean isStatic = Character.isUpperCase(of.charAt(0)) && !of.contains("(");
            return isStatic ? called(name, values) : SAYS_NOTHING.contains(name) ? name(select.getExpression()) : name;
        }
        return called(call.getMethodSelect().toString(), values);
    }

    private static String called(String name, List<? extends ExpressionTree> values) {
        List<String> names = values.stream().map(Template::name).toList();
        if (names.stream().anyMatch(value -> value.matches("\".*\\p{L}.*"))) {
            return name + "(" + String.join(", ", names) + ")";
        }
        return names.stream()
                .filter(value -> !value.startsWith("\"") && !value.equals("…"))
                .findFirst()
                .orElse(name);
    }
}
