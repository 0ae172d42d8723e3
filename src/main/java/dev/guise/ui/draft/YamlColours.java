package dev.guise.ui.draft;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jfx.incubator.scene.control.richtext.SyntaxDecorator;
import jfx.incubator.scene.control.richtext.TextPos;
import jfx.incubator.scene.control.richtext.model.CodeTextModel;
import jfx.incubator.scene.control.richtext.model.RichParagraph;

/// Colours the lines of YAML: comments, keys, strings. Line by line, so that long texts cost nothing more.
final class YamlColours implements SyntaxDecorator {
    private static final int LONGEST = 2_000;
    private static final Pattern LINE = Pattern.compile("^(\\s*(?:- )*)([^\\s#:'\"][^:#]*)(:)(\\s.*|$)");

    @Override
    public RichParagraph createRichParagraph(CodeTextModel model, int index) {
        String line = model.getPlainText(index);
        RichParagraph.Builder out = RichParagraph.builder();
        if (line.length() > LONGEST) {
            return out.addSegment(line).build();
        }
        if (line.stripLeading().startsWith("#") || line.equals("---")) {
            return out.addWithStyleNames(line, "yaml-comment").build();
        }
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return value(out, line).build();
        }
        out.addWithStyleNames(matcher.group(1), "yaml-plain");
        out.addWithStyleNames(matcher.group(2), "yaml-key");
        out.addWithStyleNames(matcher.group(3), "yaml-plain");
        return value(out, matcher.group(4)).build();
    }

    private static RichParagraph.Builder value(RichParagraph.Builder out, String text) {
        if (text.isEmpty()) {
            return out;
        }
        boolean impersonation = text.contains("impersonate");
        return out.addWithStyleNames(text, impersonation ? "yaml-verb" : "yaml-value");
    }

    @Override
    public void handleChange(CodeTextModel model, TextPos start, TextPos end, int top, int lines, int bottom) {
        // Each line is coloured by itself.
    }
}
