package dev.coop.core.vt;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Executes what the {@link Parser} finds: each control function in one line, on the part of the terminal that it is about. */
final class Interpreter implements Operations {
    private static final TerminalEvent BELL = new TerminalEvent.Bell();

    /** DECSCUSR: 0 to 6, blinking or steady block, underline and bar. */
    private static final int MAX_CURSOR_STYLE = 6;

    private final Screen screen;
    private final Cursor cursor;
    private final Printer printer;
    private final Editor editor;
    private final Modes modes;
    private final Reports reports;
    private final Commands commands;
    private final KeyboardFlags mainKeyboard = new KeyboardFlags();
    private final KeyboardFlags alternateKeyboard = new KeyboardFlags();
    private final TerminalListener listener;
    private final boolean answersChecksums;
    private int cursorStyle;

    Interpreter(Screen screen, TerminalOptions options, TerminalListener listener, DropCounter drops) {
        this.screen = screen;
        answersChecksums = options.answersChecksums();
        this.listener = listener;
        cursor = screen.cursor;
        printer = new Printer(screen);
        editor = new Editor(screen);
        modes = new Modes(screen, printer, listener, drops);
        reports = new Reports(screen, modes, listener);
        commands = new Commands(screen, reports, listener, drops);
    }

    boolean is(Mode mode) {
        return modes.is(mode);
    }

    Set<Mode> modes() {
        return modes.all();
    }

    String title() {
        return commands.title();
    }

    int cursorStyle() {
        return cursorStyle;
    }

    KeyboardFlags mainKeyboard() {
        return mainKeyboard;
    }

    KeyboardFlags alternateKeyboard() {
        return alternateKeyboard;
    }

    KeyboardFlags keyboard() {
        return screen.isAlternate() ? alternateKeyboard : mainKeyboard;
    }

    @Override
    public void ascii(byte[] bytes, int from, int to) {
        printer.print(bytes, from, to);
    }

    @Override
    public void text(int[] codePoints, int count) {
        printer.print(codePoints, count);
    }

    @Override
    public void designate(int slot, int set) {
        cursor.charsets.designate(slot, set);
        printer.interrupted();
    }

    @Override
    public void control(int c0) {
        printer.interrupted();
        switch (c0) {
            case 0x07 -> listener.event(BELL);
            case '\b' -> screen.left(1);
            case '\t' -> screen.tab(1);
            case '\n', 0x0b, '\f' -> {
                screen.index();
                if (modes.is(Mode.LINE_FEED_NEW_LINE)) {
                    screen.carriageReturn();
                }
            }
            case '\r' -> screen.carriageReturn();
            case 0x0e -> cursor.charsets.use(1);
            case 0x0f -> cursor.charsets.use(0);
            default -> {}
        }
    }

    @Override
    public void function(ControlFunction function, Params p) {
        switch (function) {
            case ICH -> editor.insertCharacters(p.positive(0));
            case SL -> editor.deleteColumns(screen.margins.left, p.positive(0));
            case SR -> editor.insertColumns(screen.margins.left, p.positive(0));
            case DECIC -> editor.insertColumns(cursor.x, p.positive(0));
            case DECDC -> editor.deleteColumns(cursor.x, p.positive(0));
            case CUU -> screen.up(p.positive(0));
            case CUD -> screen.down(p.positive(0));
            case CUF -> screen.right(p.positive(0));
            case CUB -> screen.left(p.positive(0));
            case CNL -> {
                screen.down(p.positive(0));
                screen.carriageReturn();
            }
            case CPL -> {
                screen.up(p.positive(0));
                screen.carriageReturn();
            }
            case CHA, HPA -> screen.column(p.positive(0) - 1);
            case HPR -> screen.column(screen.reportedColumn() + p.positive(0));
            case CUP, HVP -> {
                screen.line(p.positive(0) - 1);
                screen.column(p.positive(1) - 1);
            }
            case CHT -> screen.tab(p.positive(0));
            case CBT -> screen.backTab(p.positive(0));
            case ED -> editor.eraseDisplay(p.get(0));
            case EL -> editor.eraseLine(p.get(0));
            case DECSED -> editor.eraseDisplayUnprotected(p.get(0));
            case DECSEL -> editor.eraseLineUnprotected(p.get(0));
            case IL -> editor.insertLines(p.positive(0));
            case DL -> editor.deleteLines(p.positive(0));
            case DCH -> editor.deleteCharacters(p.positive(0));
            case ECH -> editor.eraseCharacters(p.positive(0));
            case SU -> screen.scrollUp(p.positive(0));
            case SD -> scrollDown(p);
            case REP -> printer.repeat(p.positive(0));
            case VPA -> screen.line(p.positive(0) - 1);
            case VPR -> screen.line(screen.reportedRow() + p.positive(0));
            case TBC -> clearTabs(p.get(0));
            case SM -> modes.set(p, false, true);
            case RM -> modes.set(p, false, false);
            case DECSET -> modes.set(p, true, true);
            case DECRST -> modes.set(p, true, false);
            case SGR -> Sgr.apply(cursor, p);
            case DECSCA -> protect(p.get(0));
            case DECSCUSR -> cursorStyle(p.get(0));
            case DA1, DECID -> reports.primaryAttributes(p);
            case DA2 -> reports.secondaryAttributes(p);
            case DA3 -> reports.tertiaryAttributes(p);
            case XTVERSION -> reports.version(p);
            case DSR -> reports.status(p.get(0));
            case DECDSR -> reports.privateStatus(p.get(0));
            case DECRQM_ANSI -> reports.mode(p.get(0), false);
            case DECRQM -> reports.mode(p.get(0), true);
            case XTWINOPS -> reports.window(p.get(0));
            case DECRQCRA -> checksum(p);
            case KEYS_REPORT -> reports.keyboard(keyboard().current());
            case KEYS_PUSH -> keyboard().push(p.get(0));
            case KEYS_POP -> keyboard().pop(p.positive(0));
            case KEYS_CHANGE -> keyboard().change(p.get(0), p.positive(1));
            case DECSTBM -> {
                int bottom = p.get(1) == 0 ? screen.height() : p.get(1);
                screen.setLines(p.positive(0) - 1, Math.min(bottom, screen.height()) - 1);
            }
            case DECSLRM -> columnMarginsOrSave(p);
            case DECBI -> backIndex();
            case DECFI -> forwardIndex();
            case DECSC -> screen.saveCursor();
            case SCORC, DECRC -> screen.restoreCursor();
            case DECSTR -> softReset();
            case DECKPAM -> modes.set(Mode.APPLICATION_KEYPAD, true);
            case DECKPNM -> modes.set(Mode.APPLICATION_KEYPAD, false);
            case IND -> screen.index();
            case NEL -> {
                screen.index();
                screen.carriageReturn();
            }
            case HTS -> screen.tabs.set(cursor.x);
            case RI -> screen.reverseIndex();
            case LS2 -> cursor.charsets.use(2);
            case LS3 -> cursor.charsets.use(3);
            case SS2 -> cursor.charsets.useOnce(2);
            case SS3 -> cursor.charsets.useOnce(3);
            case DECALN -> editor.alignmentPattern();
            case RIS -> reset();
            case DECRQSS -> {} // Comes as a device control string.
        }
        printer.interrupted();
    }

    @Override
    public void deviceControl(ControlFunction function, byte[] bytes, int length) {
        if (function == ControlFunction.DECRQSS) {
            reports.setting(new String(bytes, 0, length, StandardCharsets.UTF_8), cursorStyle);
        }
        printer.interrupted();
    }

    @Override
    public void command(byte[] bytes, int length, boolean bell) {
        commands.execute(bytes, length, bell);
        printer.interrupted();
    }

    /** With five parameters {@code CSI T} is a request of xterm's for mouse tracking. */
    private void scrollDown(Params p) {
        if (p.count() < 5) {
            screen.scrollDown(p.positive(0));
        }
    }

    private void backIndex() {
        if (cursor.x == screen.margins.left) {
            editor.insertColumns(cursor.x, 1);
        } else {
            screen.left(1);
        }
    }

    private void forwardIndex() {
        if (cursor.x == screen.margins.right) {
            editor.deleteColumns(screen.margins.left, 1);
        } else {
            screen.right(1);
        }
    }

    private void clearTabs(int which) {
        if (which == 0) {
            screen.tabs.clear(cursor.x);
        } else if (which == 3) {
            screen.tabs.clearAll();
        }
    }

    private void protect(int how) {
        switch (how) {
            case 1 -> cursor.pen |= Pen.PROTECTED;
            case 0, 2 -> cursor.pen &= ~Pen.PROTECTED;
            default -> {}
        }
    }

    private void cursorStyle(int style) {
        if (style <= MAX_CURSOR_STYLE) {
            cursorStyle = style;
        }
    }

    private void checksum(Params p) {
        if (answersChecksums) {
            reports.checksum(p);
        }
    }

    /** {@code CSI s} sets the left and right margins in mode 69 and saves the cursor otherwise. */
    private void columnMarginsOrSave(Params p) {
        if (modes.is(Mode.LEFT_RIGHT_MARGINS)) {
            int right = p.get(1) == 0 ? screen.columns() : p.get(1);
            screen.setColumns(p.positive(0) - 1, Math.min(right, screen.columns()) - 1);
        } else {
            screen.saveCursor();
        }
    }

    private void softReset() {
        modes.softReset();
        screen.softReset();
        keyboard().reset();
        cursorStyle = 0;
    }

    private void reset() {
        screen.reset();
        modes.reset();
        commands.reset();
        mainKeyboard.reset();
        alternateKeyboard.reset();
        cursorStyle = 0;
    }
}
