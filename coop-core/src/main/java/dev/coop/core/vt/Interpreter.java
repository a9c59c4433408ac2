package dev.coop.core.vt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Executes what the {@link Parser} finds: controls and control functions on the {@link Screen}, modes, titles, and the
 * answers to a program's questions.
 *
 * <p>Answers are fixed texts and numbers, never text that the program chose: what a program prints must not be able to
 * type.
 */
final class Interpreter implements Operations {
    /** What coop claims to be: a VT220 with ANSI colour. */
    private static final String PRIMARY_ATTRIBUTES = "\033[?62;22c";

    private final Screen screen;
    private final TerminalListener listener;
    private EnumSet<Mode> modes = Mode.initial();
    private String title = "";

    Interpreter(Screen screen, TerminalListener listener) {
        this.screen = screen;
        this.listener = listener;
    }

    boolean is(Mode mode) {
        // Origin mode is saved and restored with the cursor, so it lives there.
        return mode == Mode.ORIGIN ? screen.cursor.origin : modes.contains(mode);
    }

    Set<Mode> modes() {
        return Arrays.stream(Mode.values()).filter(this::is).collect(Collectors.toUnmodifiableSet());
    }

    String title() {
        return title;
    }

    @Override
    public void ascii(byte[] bytes, int from, int to) {
        screen.print(bytes, from, to);
    }

    @Override
    public void codePoint(int codePoint) {
        screen.print(codePoint);
    }

    @Override
    public void control(int c0) {
        switch (c0) {
            case '\b' -> screen.column(screen.cursor.x - 1);
            case '\t' -> screen.tab(1);
            case '\n', 0x0b, '\f' -> {
                screen.index();
                if (is(Mode.LINE_FEED_NEW_LINE)) {
                    screen.carriageReturn();
                }
            }
            case '\r' -> screen.carriageReturn();
            default -> {}
        }
    }

    @Override
    public void function(ControlFunction function, Params p) {
        Screen s = screen;
        Cursor cursor = s.cursor;
        switch (function) {
            case ICH -> s.insertCharacters(p.positive(0));
            case CUU -> s.up(p.positive(0));
            case CUD, VPR -> s.down(p.positive(0));
            case CUF, HPR -> s.column(cursor.x + p.positive(0));
            case CUB -> s.column(cursor.x - p.positive(0));
            case CNL -> {
                s.down(p.positive(0));
                s.carriageReturn();
            }
            case CPL -> {
                s.up(p.positive(0));
                s.carriageReturn();
            }
            case CHA, HPA -> s.column(p.positive(0) - 1);
            case CUP, HVP -> {
                s.line(p.positive(0) - 1);
                s.column(p.positive(1) - 1);
            }
            case CHT -> s.tab(p.positive(0));
            case CBT -> s.backTab(p.positive(0));
            case ED -> s.eraseDisplay(p.get(0));
            case EL -> s.eraseLine(p.get(0));
            case IL -> s.insertLines(p.positive(0));
            case DL -> s.deleteLines(p.positive(0));
            case DCH -> s.deleteCharacters(p.positive(0));
            case ECH -> s.eraseCharacters(p.positive(0));
            case SU -> s.scrollUp(p.positive(0));
            case SD -> scrollDown(p);
            case VPA -> s.line(p.positive(0) - 1);
            case TBC -> clearTabs(p.get(0));
            case SM -> setModes(p, false, true);
            case RM -> setModes(p, false, false);
            case DECSET -> setModes(p, true, true);
            case DECRST -> setModes(p, true, false);
            case SGR -> cursor.pen = Sgr.apply(cursor.pen, p);
            case DA1 -> primaryAttributes(p);
            case DSR -> status(p.get(0));
            case DECXCPR -> extendedPosition(p.get(0));
            case DECSTBM -> {
                int bottom = p.get(1) == 0 ? s.height() : p.get(1);
                s.margins(p.positive(0) - 1, Math.min(bottom, s.height()) - 1);
            }
            case SCOSC, DECSC -> s.saveCursor();
            case SCORC, DECRC -> s.restoreCursor();
            case DECSTR -> {
                s.softReset();
                modes.removeAll(EnumSet.of(Mode.INSERT, Mode.APPLICATION_CURSOR_KEYS));
                modes.addAll(Mode.initial());
            }
            case DECKPAM -> set(Mode.APPLICATION_KEYPAD, true);
            case DECKPNM -> set(Mode.APPLICATION_KEYPAD, false);
            case IND -> s.index();
            case NEL -> {
                s.index();
                s.carriageReturn();
            }
            case HTS -> s.tabs.set(cursor.x);
            case RI -> s.reverseIndex();
            case RIS -> {
                boolean drawing = is(Mode.SYNCHRONIZED_UPDATE);
                s.reset();
                modes = Mode.initial();
                title = "";
                if (drawing) {
                    listener.frameEnd();
                }
            }
        }
    }

    /** With five parameters {@code CSI T} is a request of xterm's for mouse tracking. */
    private void scrollDown(Params p) {
        if (p.count() < 5) {
            screen.scrollDown(p.positive(0));
        }
    }

    private void clearTabs(int which) {
        if (which == 0) {
            screen.tabs.clear(screen.cursor.x);
        } else if (which == 3) {
            screen.tabs.clearAll();
        }
    }

    // ---- modes

    private void setModes(Params p, boolean isPrivate, boolean on) {
        for (int i = 0; i < p.count(); i++) {
            int number = p.get(i);
            if (isPrivate && alternateScreen(number, on)) {
                continue;
            }
            Mode mode = Mode.of(number, isPrivate);
            if (mode != null) {
                set(mode, on);
            }
        }
    }

    private void set(Mode mode, boolean on) {
        boolean changed = on ? modes.add(mode) : modes.remove(mode);
        switch (mode) {
            case INSERT -> screen.insert = on;
            case ORIGIN -> screen.origin(on);
            case AUTOWRAP -> {
                screen.autowrap = on;
                screen.cursor.wrapNext = false;
            }
            case SYNCHRONIZED_UPDATE -> {
                if (changed && !on) {
                    listener.frameEnd();
                }
            }
            default -> {}
        }
    }

    /** The four ways to the alternate screen: 47 goes there, 1047 clears it on the way back, 1048 is only the cursor, 1049 does all of it. */
    private boolean alternateScreen(int number, boolean on) {
        switch (number) {
            case 47 -> screen.alternate(on);
            case 1047 -> {
                if (!on && screen.isAlternate()) {
                    screen.clearAlternate();
                }
                screen.alternate(on);
            }
            case 1048 -> {
                if (on) {
                    screen.saveCursor();
                } else {
                    screen.restoreCursor();
                }
            }
            case 1049 -> {
                if (on) {
                    if (!screen.isAlternate()) {
                        screen.saveCursor();
                    }
                    screen.alternate(true);
                    screen.clearAlternate();
                } else if (screen.isAlternate()) {
                    screen.alternate(false);
                    screen.restoreCursor();
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    // ---- answers

    private void primaryAttributes(Params p) {
        if (p.get(0) == 0) {
            answer(PRIMARY_ATTRIBUTES);
        }
    }

    private void status(int request) {
        if (request == 5) {
            answer("\033[0n");
        } else if (request == 6) {
            answer("\033[" + position() + "R");
        }
    }

    private void extendedPosition(int request) {
        if (request == 6) {
            answer("\033[?" + position() + "R");
        }
    }

    private String position() {
        return (screen.reportedRow() + 1) + ";" + (screen.cursor.x + 1);
    }

    private void answer(String text) {
        listener.answer(text.getBytes(StandardCharsets.US_ASCII));
    }

    // ---- operating system commands

    /** {@code ESC ] 0 ; title BEL} and {@code ESC ] 2 ; …} name the window; the others have no effect here. */
    @Override
    public void command(byte[] bytes, int length) {
        if (length >= 2 && (bytes[0] == '0' || bytes[0] == '2') && bytes[1] == ';') {
            String text = new String(bytes, 2, length - 2, StandardCharsets.UTF_8);
            // Replaced bytes make a title longer; one that a dump could not repeat is not kept.
            if (text.getBytes(StandardCharsets.UTF_8).length <= Parser.MAX_COMMAND_BYTES - 2) {
                title = text;
            }
        }
    }
}
