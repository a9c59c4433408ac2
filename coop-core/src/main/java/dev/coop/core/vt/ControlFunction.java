package dev.coop.core.vt;

import org.jspecify.annotations.Nullable;

/**
 * The control functions that the engine knows: how each is written, and where it is specified. This is the table that
 * the parser looks sequences up in; what is not here is consumed and has no effect.
 *
 * <p>Specifications: ECMA-48 (5th edition), DEC STD 070 and the VT manuals ("DEC"), and the control sequence list of
 * xterm ("xterm").
 */
enum ControlFunction {
    ICH("CSI @", "ECMA-48 8.3.64", "insert characters"),
    SL("CSI SP @", "ECMA-48 8.3.121", "scroll left"),
    CUU("CSI A", "ECMA-48 8.3.22", "cursor up"),
    SR("CSI SP A", "ECMA-48 8.3.135", "scroll right"),
    CUD("CSI B", "ECMA-48 8.3.19", "cursor down"),
    CUF("CSI C", "ECMA-48 8.3.20", "cursor forward"),
    CUB("CSI D", "ECMA-48 8.3.18", "cursor back"),
    CNL("CSI E", "ECMA-48 8.3.12", "cursor to the next line"),
    CPL("CSI F", "ECMA-48 8.3.13", "cursor to the preceding line"),
    CHA("CSI G", "ECMA-48 8.3.9", "cursor to column"),
    CUP("CSI H", "ECMA-48 8.3.21", "cursor to row and column"),
    CHT("CSI I", "ECMA-48 8.3.10", "forward tabulation"),
    ED("CSI J", "ECMA-48 8.3.39", "erase in display"),
    DECSED("CSI ? J", "DEC VT510", "erase in display, sparing protected cells"),
    EL("CSI K", "ECMA-48 8.3.41", "erase in line"),
    DECSEL("CSI ? K", "DEC VT510", "erase in line, sparing protected cells"),
    IL("CSI L", "ECMA-48 8.3.67", "insert lines"),
    DL("CSI M", "ECMA-48 8.3.32", "delete lines"),
    DCH("CSI P", "ECMA-48 8.3.26", "delete characters"),
    SU("CSI S", "ECMA-48 8.3.147", "scroll up"),
    SD("CSI T", "ECMA-48 8.3.113", "scroll down"),
    ECH("CSI X", "ECMA-48 8.3.38", "erase characters"),
    CBT("CSI Z", "ECMA-48 8.3.7", "backward tabulation"),
    HPA("CSI `", "ECMA-48 8.3.57", "column, absolute"),
    HPR("CSI a", "ECMA-48 8.3.59", "column, relative"),
    REP("CSI b", "ECMA-48 8.3.103", "repeat the last character"),
    DA1("CSI c", "DEC VT510", "primary device attributes: answered"),
    DA2("CSI > c", "DEC VT510", "secondary device attributes: answered"),
    DA3("CSI = c", "DEC VT510", "tertiary device attributes: answered"),
    VPA("CSI d", "ECMA-48 8.3.158", "row, absolute"),
    VPR("CSI e", "ECMA-48 8.3.160", "row, relative"),
    HVP("CSI f", "ECMA-48 8.3.63", "cursor to row and column"),
    TBC("CSI g", "ECMA-48 8.3.154", "clear tab stops"),
    SM("CSI h", "ECMA-48 8.3.125", "set modes"),
    RM("CSI l", "ECMA-48 8.3.106", "reset modes"),
    DECSET("CSI ? h", "DEC VT510", "set private modes"),
    DECRST("CSI ? l", "DEC VT510", "reset private modes"),
    SGR("CSI m", "ECMA-48 8.3.117", "colours and attributes"),
    DSR("CSI n", "ECMA-48 8.3.35", "device status and cursor position: answered"),
    DECDSR("CSI ? n", "DEC VT510", "extended cursor position and other status: answered"),
    DECRQM_ANSI("CSI $ p", "DEC VT510", "is a mode set: answered"),
    DECRQM("CSI ? $ p", "DEC VT510", "is a private mode set: answered"),
    XTVERSION("CSI > q", "xterm", "name of the terminal: answered"),
    DECSCUSR("CSI SP q", "DEC VT520", "shape of the cursor"),
    DECSCA("CSI \" q", "DEC VT510", "protect the following cells"),
    DECSTBM("CSI r", "DEC VT510", "top and bottom margins"),
    DECSLRM("CSI s", "DEC VT510, xterm", "left and right margins in mode 69, else save cursor"),
    XTWINOPS("CSI t", "xterm", "size and state of the window: answered, not changed"),
    DECRQCRA("CSI * y", "DEC VT510", "checksum of a rectangle: answered where that is switched on"),
    SCORC("CSI u", "xterm", "restore cursor"),
    KEYS_REPORT("CSI ? u", "kitty keyboard protocol", "keyboard flags: answered"),
    KEYS_PUSH("CSI > u", "kitty keyboard protocol", "push keyboard flags"),
    KEYS_POP("CSI < u", "kitty keyboard protocol", "pop keyboard flags"),
    KEYS_CHANGE("CSI = u", "kitty keyboard protocol", "change keyboard flags"),
    DECSTR("CSI ! p", "DEC VT510", "soft reset"),
    DECIC("CSI ' }", "DEC VT510", "insert columns"),
    DECDC("CSI ' ~", "DEC VT510", "delete columns"),

    DECBI("ESC 6", "DEC VT510", "back index: left, or the lines move right"),
    DECSC("ESC 7", "DEC VT510", "save cursor"),
    DECRC("ESC 8", "DEC VT510", "restore cursor"),
    DECFI("ESC 9", "DEC VT510", "forward index: right, or the lines move left"),
    DECKPAM("ESC =", "DEC VT510", "application keypad"),
    DECKPNM("ESC >", "DEC VT510", "numeric keypad"),
    IND("ESC D", "ECMA-48 (4th edition)", "index"),
    NEL("ESC E", "ECMA-48 8.3.86", "next line"),
    HTS("ESC H", "ECMA-48 8.3.62", "set a tab stop"),
    RI("ESC M", "ECMA-48 8.3.104", "reverse index"),
    SS2("ESC N", "ECMA-48 8.3.141", "G2 for one character"),
    SS3("ESC O", "ECMA-48 8.3.142", "G3 for one character"),
    DECID("ESC Z", "DEC VT100", "device attributes: answered"),
    RIS("ESC c", "ECMA-48 8.3.105", "reset to initial state"),
    LS2("ESC n", "ECMA-48 8.3.77", "use G2"),
    LS3("ESC o", "ECMA-48 8.3.79", "use G3"),
    DECALN("ESC # 8", "DEC VT510", "fill the screen with the letter E"),

    DECRQSS("DCS $ q", "DEC VT510", "a setting: answered");

    private static final int ESC = 0;
    private static final int CSI = 1;
    private static final int DCS = 2;

    private static final int PREFIXES = 5;
    private static final int INTERMEDIATES = 17;
    private static final int FINALS = 0x50;
    private static final ControlFunction[] TABLE = new ControlFunction[(DCS + 1) * PREFIXES * INTERMEDIATES * FINALS];

    static {
        for (ControlFunction f : values()) {
            TABLE[f.key] = f;
        }
    }

    private final String form;
    private final String specification;
    private final String purpose;
    private final int key;

    ControlFunction(String form, String specification, String purpose) {
        this.form = form;
        this.specification = specification;
        this.purpose = purpose;
        String[] parts = form.split(" ", -1);
        int prefix = 0;
        int intermediate = 0;
        for (int i = 1; i < parts.length - 1; i++) {
            char c = parts[i].equals("SP") ? ' ' : parts[i].charAt(0);
            if (c >= '<' && c <= '?') {
                prefix = c;
            } else {
                intermediate = c;
            }
        }
        key = key(introducer(parts[0]), prefix, intermediate, parts[parts.length - 1].charAt(0));
    }

    /** How the function is written, parameters left out: {@code CSI ? h}. */
    String form() {
        return form;
    }

    String specification() {
        return specification;
    }

    String purpose() {
        return purpose;
    }

    /** The control sequence with this private prefix ({@code <=>?}, or 0), this intermediate (or 0) and this final byte. */
    static @Nullable ControlFunction csi(int prefix, int intermediate, int end) {
        return TABLE[key(CSI, prefix, intermediate, end)];
    }

    /** The escape sequence {@code ESC intermediate? end}. */
    static @Nullable ControlFunction escape(int intermediate, int end) {
        return TABLE[key(ESC, 0, intermediate, end)];
    }

    /** The device control string with this private prefix, intermediate and final byte. */
    static @Nullable ControlFunction deviceControl(int prefix, int intermediate, int end) {
        return TABLE[key(DCS, prefix, intermediate, end)];
    }

    private static int introducer(String name) {
        return switch (name) {
            case "ESC" -> ESC;
            case "CSI" -> CSI;
            case "DCS" -> DCS;
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Prefixes are 0x3c to 0x3f, intermediates 0x20 to 0x2f, final bytes 0x30 to 0x7e. */
    private static int key(int introducer, int prefix, int intermediate, int end) {
        int p = prefix == 0 ? 0 : prefix - '<' + 1;
        int i = intermediate == 0 ? 0 : intermediate - ' ' + 1;
        return ((introducer * PREFIXES + p) * INTERMEDIATES + i) * FINALS + (end - 0x30);
    }
}
