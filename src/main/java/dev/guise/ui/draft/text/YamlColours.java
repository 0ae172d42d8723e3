package dev.guise.ui.draft.text;

import dev.guise.draft.DraftProblem;
import dev.guise.draft.DraftProblem.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jfx.incubator.scene.control.richtext.SyntaxDecorator;
import jfx.incubator.scene.control.richtext.TextPos;
import jfx.incubator.scene.control.richtext.model.CodeTextModel;
import jfx.incubator.scene.control.richtext.model.RichParagraph;

/// Colours the lines of YAML: comments, keys, the verbs of impersonation. Line by line, so that long texts cost nothing
/// more. What has a problem is underlined.
final class YamlColours implements SyntaxDecorator {
    private static final int LONGEST = 2_000;
    private static final Pattern LINE = Pattern.compile("^(\\s*(?:- )*)([^\\s#:'\"{\\[][^:#{\\[]*)(:)(\\s.*|$)");
    /// A verb as a whole word: names may have it in them.
    private static final Pattern VERB =
            Pattern.compile("(?<![\\w.:/-])(impersonate(?::[a-z-]+|-on:[a-z-]+:[a-z*]+)?)(?![\\w.:/*-])");
    private final Map<Integer, DraftProblem> problems = new HashMap<>();

    YamlColours(List<DraftProblem> problems) {
        problems.forEach(problem -> this.problems.merge(
                problem.line() - 1,
                problem,
                (one, other) -> one.severity().compareTo(other.severity()) <= 0 ? one : other));
    }

    @Override
    public RichParagraph createRichParagraph(CodeTextModel model, int index) {
        String line = model.getPlainText(index);
        RichParagraph.Builder out = RichParagraph.builder();
        if (line.length() > LONGEST) {
            return out.addSegment(line).build();
        }
        underline(out, line, index);
        if (line.stripLeading().startsWith("#") || line.equals("---")) {
            return out.addWithStyleNames(line, "yaml-comment").build();
        }
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return value(out, line).build();
        }
        add(out, matcher.group(1), "yaml-plain");
        add(out, matcher.group(2), "yaml-key");
        add(out, matcher.group(3), "yaml-plain");
        return value(out, matcher.group(4)).build();
    }

    private void underline(RichParagraph.Builder out, String line, int index) {
        DraftProblem problem = problems.get(index);
        int start = problem == null ? 0 : Math.min(problem.column() - 1, line.length());
        if (problem != null && start < line.length()) {
            String style = problem.severity() == Severity.WARNING ? "yaml-warning" : "yaml-error";
            out.addWavyUnderline(start, line.stripTrailing().length() - start, style);
        }
    }

    private static RichParagraph.Builder value(RichParagraph.Builder out, String text) {
        Matcher matcher = VERB.matcher(text);
        int from = 0;
        while (matcher.find()) {
            add(out, text.substring(from, matcher.start()), "yaml-value");
            add(out, matcher.group(), "yaml-verb");
            from = matcher.end();
        }
        add(out, text.substring(from), "yaml-value");
        return out;
    }

    private static void add(RichParagraph.Builder out, String text, String style) {
        if (!text.isEmpty()) {
            out.addWithStyleNames(text, style);
        }
    }

    @Override
    public void handleChange(CodeTextModel model, TextPos start, TextPos end, int top, int lines, int bottom) {
        // Each line is coloured by itself.
    }
}
