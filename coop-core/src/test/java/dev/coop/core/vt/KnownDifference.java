package dev.coop.core.vt;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where another terminal does something else: by its own choice, by mistake, or because it lacks something. Output that
 * could run into it is not compared with that terminal. docs/terminal.md lists them all.
 *
 * <p>The pattern is looked for in the pieces of an output with {@code ·} between them, and may find more than it need.
 */
enum KnownDifference {
    XTERM_COLUMN_MARGINS(
            Of.XTERM,
            "\033\\[\\?69h",
            "\033[?69h\033[3;9s\033[Ha\033[9Gbcd",
            "has no left and right margins (mode 69)"),
    XTERM_CLUSTERS(Of.XTERM, "\033\\[\\?2027h", "\033[?2027h❤️", "has no mode 2027"),
    XTERM_SCROLL_DOWN(
            Of.XTERM,
            "m.*\033\\[[0-9;]*T",
            "\033[44m\033[T",
            "lines that SD brings in have no background; ours have, as those of IL and RI have in both"),
    XTERM_SAVED_ORIGIN(
            Of.XTERM,
            "\\?6h.*(\0338|\\[[0-9;]*u|\\?1049[hl])",
            "\033[?6h\033[2;4r\033[?1049l",
            "does not save origin mode with the cursor; DEC's terminals and xterm do"),
    XTERM_MARGINS(
            Of.XTERM,
            "[0-9]r.*(\\?1049[hl])",
            "\033[2;5r\033[?1049h\033[5H\n",
            "each of the two screens has its own margins; xterm has one pair"),
    XTERM_RAPID_BLINK(Of.XTERM, "\033\\[6(;[0-9]+)?m|\033\\[[0-9]+;6m", "\033[6mx", "SGR 6 has no effect; ours blinks"),
    XTERM_WIDE_HALVES(
            Of.XTERM,
            "m.*[漢字👍🏽❤🇩👨]|[漢字👍🏽❤🇩👨].*m",
            "\033[53m漢\b\033[4P",
            "what is left of a wide character takes the colours of the pen; ours keeps its own"),
    XTERM_TWICE_1049(
            Of.XTERM,
            "\\?1049h.*\\?1049h",
            "\033[?1049hx\033[?1049h",
            "1049 on the alternate screen does not clear it again; xterm clears"),
    XTERM_REPEATED_MARKS(
            Of.XTERM,
            "\u0301.*[0-9\\[]b|\ufe0f.*[0-9\\[]b|\u200d.*[0-9\\[]b",
            "e\u0301\033[b",
            "REP repeats combining marks too; ours the character without them"),
    XTERM_MOVES_IN_ORIGIN(
            Of.XTERM,
            "\\?6h.*\033\\[[0-9;]*[ABCDEFGaeI`]",
            "\033[2;5r\033[?6h\033[F",
            "in origin mode a relative move adds the top margin once more: a mistake"),
    XTERM_PENDING_WRAP(
            Of.XTERM,
            Patterns.ERASING_WITH_PENDING_WRAP,
            "1234567890123456\033[K",
            "the last column is not erased while a wrap is pending; on DEC's terminals the cursor is in that column"),
    XTERM_STRINGS_AND_REP(
            Of.XTERM,
            "\033[_P].*[0-9\\[]b",
            "x\033_apc\033\\\033[b",
            "a string without effect keeps REP from repeating"),
    XTERM_BACK_TAB(Of.XTERM, "\033\\[[0-9;]*Z", "1234567890123456\033[Z", "CBT has no effect while a wrap is pending"),
    XTERM_SOFT_RESET(Of.XTERM, "\033\\[!p", "1234567890123456\033[!px", "DECSTR leaves a wrap pending"),
    XTERM_SAVED_ROW(
            Of.XTERM,
            "(\0337|\\[[0-9;]*s|1049h).*[\nDES~xpsgé漢🇪❤].*(\0338|\\[[0-9;]*u|1049l)",
            "\033[6H\0337\n\0338",
            "the saved cursor moves up with lines that scroll; a saved position is one on the screen"),
    XTERM_SWITCH_KEEPS_WRAP(
            Of.XTERM,
            "[^\033]·.*\\?(47|1047|1049)[hl]",
            "1234567890123456\033[?1049hx",
            "a pending wrap goes along to the other screen"),
    XTERM_ERASE_ABOVE(
            Of.XTERM,
            "\033\\[\\??1(;[0-9]+)?J",
            "\033[6;16H\033[1J",
            "ED 1 in the last column of the last row throws an exception: a mistake"),
    XTERM_RESTORED_CHARSETS(
            Of.XTERM,
            "\033[()]0.*(\0338|u|1049l)",
            "\033(0\0338\017x",
            "DECRC with nothing saved keeps the character sets; VT510 resets them"),
    XTERM_RESET_LNM(Of.XTERM, "20h.*\033c", "\033[20h\033cx\n", "RIS does not end mode 20: a mistake"),
    XTERM_MARKS_WITHOUT_WRAP(
            Of.XTERM,
            "\\?7l.*[👨❤]",
            "\033[?7l\t\t👨\u200d",
            "a mark behind a wide character that had no room joins another cell; neither is specified"),
    XTERM_ALIGNMENT(
            Of.XTERM,
            "([mrq]|\\?6h).*\033#8",
            "\033[44m\033#8",
            "DECALN draws with the pen and keeps margins and origin mode; VT510 resets them"),
    XTERM_MODE_47(
            Of.XTERM,
            "\033\\[\\?47h",
            "\033[?47ha\033[?47l\033[?47h",
            "mode 47 clears the alternate screen; in xterm only 1047 and 1049 do"),
    XTERM_SAVED_WRAP(
            Of.XTERM,
            "\0337·\0338",
            "1234567890123456\0337\033[H\0338x",
            "DECSC does not save a pending wrap; DEC STD 070 does"),
    XTERM_PROTECTION(
            Of.XTERM,
            "\"q.*\033\\[[0-9;:]*m",
            "\033[1\"q\033[mx\033[?2K",
            "SGR 0 ends the protection of DECSCA; in VT510 SGR has no part in it"),
    XTERM_COLOUR_SPACE(
            Of.XTERM,
            "[34]8:2:[0-9]+:[0-9]+:[0-9]+m",
            "\033[38:2:7:8:9mx",
            "takes the first of three numbers for a colour space; xterm for red"),
    XTERM_CUT_COLOUR(
            Of.XTERM,
            "\033\\[[34]8;[25]m",
            "\033[31;38;5mx",
            "a colour that is cut short is palette entry 0; ours none"),
    XTERM_SINGLE_SHIFT(Of.XTERM, "\033[NO]", "\033*0\033Nq", "SS2 and SS3 have no effect"),
    XTERM_PARAMETERS(
            Of.XTERM,
            "(;1){32}",
            "\033[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;31mx",
            "of too many parameters the first 32 are used; ours drops the sequence"),
    XTERM_INDEX_SIDEWAYS(Of.XTERM, "\033[69]", "ab\033[1;1H\0336", "has neither DECBI nor DECFI"),
    TMUX_MISSING(
            Of.TMUX,
            "\033\\[[0-9;]*[aeI]|\033\\[\\?[0-9]*[JK]|\033\\[!p|\033\\[[0-9]\"q|\033[nNoO]",
            "\033[2a",
            "HPR, VPR, CHT, DECSED, DECSEL, DECSTR, DECSCA and locking shifts are unknown"),
    TMUX_1049_ON_MAIN(
            Of.TMUX,
            "\\?1049l",
            "\033D\033[?1049l",
            "resetting 1049 on the main screen does not restore the cursor; xterm does"),
    TMUX_EMOJI(
            Of.TMUX,
            "👨|👍🏽|❤️|🇩",
            "👨‍👩‍👧",
            "emoji always join to one character of two columns; ours only in mode 2027"),
    TMUX_CLUSTERS(Of.TMUX, "\033\\[\\?2027h", "\033[?2027h❤️", "has no mode 2027"),
    TMUX_IL_DL(
            Of.TMUX,
            "\033\\[[0-9;]*[LM]",
            "x\033[L",
            "IL and DL leave the cursor in its column, and work outside the margins; VT510 neither"),
    TMUX_TWICE_1049(
            Of.TMUX,
            "\\?(47|1049)h.*\\?1049h",
            "\033[?1049hx\033[?1049h",
            "1049 on the alternate screen neither clears it nor saves the cursor; xterm does both"),
    TMUX_MARGINS_IN_ORIGIN(
            Of.TMUX,
            "\\?6h.*[0-9]r",
            "\033[?6h\033[3;5r",
            "DECSTBM moves to the corner of the screen in origin mode too; VT510 to that of the margins"),
    TMUX_OVERLINE(Of.TMUX, "\033\\[53m", "\033[53mx", "capture-pane does not tell overlines"),
    TMUX_REPEAT(Of.TMUX, "\033\\[[0-9;]*b", "漢\033[b", "REP repeats only ASCII, and not beyond the end of the line"),
    TMUX_WIDE_HALVES(
            Of.TMUX,
            "[漢👍].*(\033\\[[0-9;]*[CDGHdfXP@`]|\r|\b|\033[78])",
            "漢\033[2Gl",
            "half of a wide character stays when the other is overwritten: a mistake"),
    TMUX_PENDING_WRAP(
            Of.TMUX,
            Patterns.ERASING_WITH_PENDING_WRAP,
            "1234567890123456\033[K",
            "the last column is not erased while a wrap is pending"),
    TMUX_LINE_FEED_MODE(Of.TMUX, "20h", "x\033[20h\n", "has no mode 20"),
    TMUX_ZERO_MARGIN(
            Of.TMUX,
            ";0r",
            "x\033[5;0r",
            "a bottom margin of 0 makes DECSTBM void; ECMA-48 lets 0 stand for the default"),
    TMUX_SAVED_WRAP(
            Of.TMUX,
            "\0337·\0338",
            "1234567890123456\0337\033[H\0338x",
            "DECSC does not save a pending wrap; DEC STD 070 does"),
    TMUX_AUTOWRAP(
            Of.TMUX,
            "\\?7l",
            "\033[?7l12345678901234567\033[?7hx",
            "text up to the edge without autowrap leaves no wrap pending"),
    TMUX_CUT_COLOUR(
            Of.TMUX, "\033\\[[34]8;[25]m", "\033[31;38;5mx", "a colour that is cut short is the default; ours none"),
    TMUX_UNITED_KINGDOM(Of.TMUX, "\033[()]A", "\033(A#", "has no United Kingdom set"),
    TMUX_BACK_FROM_WRAP(
            Of.TMUX,
            "[^·]·(\033\\[[0-9;]*[DZ]|\b)",
            "1234567890123456\033[Dx",
            "with a wrap pending the cursor is behind the last column; on DEC's terminals in it"),
    TMUX_INSERTING(
            Of.TMUX,
            "\033\\[4h",
            "123456789abcdefgh\033[4h\033[1;16Hxy",
            "in insert mode the character that wraps overwrites: a mistake"),
    TMUX_INSERTED(
            Of.TMUX,
            "\033\\[[2-9][0-9;]*@",
            "\033#8\033[1;7H\033[7@",
            "ICH does not erase all cells if it inserts more than stay right of them: a mistake"),
    TMUX_MODE_47(
            Of.TMUX,
            "\\?47h.*\\?47h",
            "\033[?47ha\033[?47l\033[?47h",
            "mode 47 clears the alternate screen; in xterm only 1047 and 1049 do"),
    TMUX_SIDEWAYS(
            Of.TMUX,
            "\033\\[[0-9]* [@A]|\033\\[[0-9]*'[}~]|\033[69]",
            "ab\033[ A",
            "has neither SL, SR, DECIC, DECDC, DECBI nor DECFI"),
    TMUX_COLUMN_MARGINS(
            Of.TMUX, "\033\\[\\?69h", "\033[?69h\033[3;9s\033[Ha\033[9Gbcd", "has no left and right margins (mode 69)");

    /** Somebody else's terminal. */
    enum Of {
        /** {@code @xterm/headless}. */
        XTERM,
        TMUX
    }

    /** What takes more than a line to write. */
    private static final class Patterns {
        /** Text or a restored cursor, perhaps pieces that move nothing, and then a function that erases at the cursor. */
        static final String ERASING_WITH_PENDING_WRAP = "(^|·)[^\033\r\n"
            + "\b\t\016\017·][^·]*(·(\033\\[[^·]*[mhlqpbgstIZ]|\033[^\\[·][^·]*|[\016\017]))*·\033\\[[?0-9;']*[JKX@P}~]|(\0338|u)·\033\\[[?0-9;']*[JKX@P}~]";
    }

    private final Of terminal;
    private final Pattern pattern;
    private final String sample;
    private final String explanation;

    KnownDifference(Of terminal, String pattern, String sample, String explanation) {
        this.terminal = terminal;
        this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
        this.sample = sample;
        this.explanation = explanation;
    }

    /** Does output of these pieces run into one? */
    static boolean isIn(List<String> pieces, Of terminal) {
        String joined = String.join("·", pieces);
        return Arrays.stream(values())
                .anyMatch(
                        d -> d.terminal == terminal && d.pattern.matcher(joined).find());
    }

    Of terminal() {
        return terminal;
    }

    String sample() {
        return sample;
    }

    String explanation() {
        return explanation;
    }
}
