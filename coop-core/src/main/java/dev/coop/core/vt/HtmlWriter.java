package dev.coop.core.vt;

import java.util.HexFormat;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Cells as HTML: text, {@code <span>} and {@code <a>}, with inline styles, and well-formed XML as well.
 *
 * <p>What a program prints is hostile until shown otherwise. All text is escaped. Characters that no document may hold
 * become U+FFFD, and those that turn the direction of text are left out, because they would mix up what stands around
 * them. Styles are made from numbers alone. Of links only those to the web and to mail are kept.
 *
 * <p>Blinking is not shown.
 */
final class HtmlWriter {
    static final String OPEN_SCREEN = "<pre class=\"coop-screen\" dir=\"ltr\" style=\"margin:0;font-family:monospace;"
            + "unicode-bidi:bidi-override;color:" + css(Palette.FOREGROUND) + ";background:" + css(Palette.BACKGROUND)
            + "\">";
    static final String CLOSE_SCREEN = "</pre>";

    private final StringBuilder out = new StringBuilder();

    /**
     * Writes cells that look alike.
     *
     * @param columns the width that the text must have, for wide characters, which fonts draw as they like; or 0
     */
    void run(CharSequence text, long pen, @Nullable Decoration decoration, int columns, boolean cursor) {
        String style = style(cursor ? pen ^ Pen.INVERSE : pen, decoration, columns);
        Link link = decoration == null ? null : decoration.link();
        String tag = link != null && isHarmless(link.uri()) ? "a" : "span";
        if (tag.equals("a") && link != null) {
            out.append("<a href=\"");
            escape(link.uri());
            out.append("\" rel=\"noopener noreferrer\"");
        } else if (style.isEmpty() && !cursor) {
            escape(text);
            return;
        } else {
            out.append("<span");
        }
        if (cursor) {
            out.append(" class=\"coop-cursor\"");
        }
        if (!style.isEmpty()) {
            out.append(" style=\"").append(style).append('"');
        }
        out.append('>');
        escape(text);
        out.append("</").append(tag).append('>');
    }

    /** Leads to the web or to mail, by what it says itself and not by what somebody may make of it. */
    private static boolean isHarmless(String uri) {
        String small = uri.toLowerCase(Locale.ROOT);
        return (small.startsWith("https://") || small.startsWith("http://") || small.startsWith("mailto:"))
                && uri.codePoints().noneMatch(c -> c <= ' ' || isForbidden(c) || turnsDirection(c));
    }

    private static String style(long pen, @Nullable Decoration decoration, int columns) {
        StringJoiner style = new StringJoiner(";");
        colours(style, pen);
        if ((pen & Pen.BOLD) != 0) {
            style.add("font-weight:bold");
        }
        if ((pen & Pen.ITALIC) != 0) {
            style.add("font-style:italic");
        }
        lines(style, pen, decoration);
        if (columns > 0) {
            style.add("display:inline-block").add("width:" + columns + "ch");
        }
        if (style.length() == 0 && decoration != null && decoration.link() != null) {
            style.add("color:inherit");
        }
        return style.toString();
    }

    private static void colours(StringJoiner style, long pen) {
        int foreground = rgb(Pen.foreground(pen), Palette.FOREGROUND);
        int background = rgb(Pen.background(pen), Palette.BACKGROUND);
        if ((pen & Pen.INVERSE) != 0) {
            int swapped = foreground;
            foreground = background;
            background = swapped;
        }
        if ((pen & Pen.FAINT) != 0) {
            // Half of each, byte by byte.
            foreground = (foreground & background) + ((foreground ^ background) >> 1 & 0x7f7f7f);
        }
        if ((pen & Pen.HIDDEN) != 0) {
            foreground = background;
        }
        if (foreground != Palette.FOREGROUND) {
            style.add("color:" + css(foreground));
        }
        if (background != Palette.BACKGROUND) {
            style.add("background:" + css(background));
        }
    }

    private static void lines(StringJoiner style, long pen, @Nullable Decoration decoration) {
        StringJoiner lines = new StringJoiner(" ");
        int underline = Pen.underline(pen);
        if (underline > 0) {
            lines.add("underline");
        }
        if ((pen & Pen.OVERLINE) != 0) {
            lines.add("overline");
        }
        if ((pen & Pen.STRIKE) != 0) {
            lines.add("line-through");
        }
        if (lines.length() == 0) {
            return;
        }
        switch (underline) {
            case 2 -> lines.add("double");
            case 3 -> lines.add("wavy");
            case 4 -> lines.add("dotted");
            case 5 -> lines.add("dashed");
            default -> {}
        }
        if (underline > 0 && decoration != null && decoration.underlineColour() != Pen.DEFAULT_COLOUR) {
            lines.add(css(rgb(decoration.underlineColour(), 0)));
        }
        style.add("text-decoration:" + lines);
    }

    private static int rgb(int colour, int byDefault) {
        if (colour == Pen.DEFAULT_COLOUR) {
            return byDefault;
        }
        return (colour & Pen.RGB) != 0 ? colour & ~Pen.RGB : Palette.colour(colour - 1);
    }

    private static String css(int rgb) {
        return "#" + HexFormat.of().toHexDigits(rgb, 6);
    }

    private void escape(CharSequence text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                    if (!turnsDirection(c)) {
                        out.appendCodePoint(isForbidden(c) ? 0xfffd : c);
                    }
                }
            }
        });
    }

    /** Controls, halves of surrogate pairs, and what is no character. */
    private static boolean isForbidden(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.SURROGATE
                || (c & 0xfffe) == 0xfffe
                || (c >= 0xfdd0 && c <= 0xfdef);
    }

    /** The marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX #9). */
    private static boolean turnsDirection(int c) {
        return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0x61c;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
