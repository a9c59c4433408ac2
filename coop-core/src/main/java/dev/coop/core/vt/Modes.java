package dev.coop.core.vt;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Which modes are on, and what switching one does. */
final class Modes {
    private final Screen screen;
    private final Printer printer;
    private final TerminalListener listener;
    private final DropCounter drops;
    private EnumSet<Mode> on = Mode.initial();

    Modes(Screen screen, Printer printer, TerminalListener listener, DropCounter drops) {
        this.drops = drops;
        this.screen = screen;
        this.printer = printer;
        this.listener = listener;
    }

    boolean is(Mode mode) {
        return switch (mode) {
            // Saved and restored with the cursor, so it lives there.
            case ORIGIN -> screen.cursor.origin;
            default -> on.contains(mode);
        };
    }

    Set<Mode> all() {
        return Arrays.stream(Mode.values()).filter(this::is).collect(Collectors.toUnmodifiableSet());
    }

    /** SM, RM, DECSET and DECRST: each parameter is a mode. */
    void set(Params p, boolean isPrivate, boolean value) {
        for (int i = 0; i < p.count(); i++) {
            int number = p.get(i);
            if (isPrivate && (alternateScreen(number, value) || columns(number))) {
                continue;
            }
            Mode mode = Mode.of(number, isPrivate);
            if (mode == null) {
                drops.unknownMode();
            } else {
                set(mode, value);
            }
        }
    }

    void set(Mode mode, boolean value) {
        boolean changed = value ? on.add(mode) : on.remove(mode);
        switch (mode) {
            case INSERT -> printer.insert = value;
            case ORIGIN -> screen.origin(value);
            case AUTOWRAP -> printer.autowrap = value;
            case GRAPHEME_CLUSTERS -> printer.graphemes = value;
            case LEFT_RIGHT_MARGINS -> {
                if (changed) {
                    screen.margins.resetColumns(screen.columns());
                    screen.cursor.wrapNext = false;
                }
            }
            case SYNCHRONIZED_UPDATE -> {
                if (changed && !value) {
                    listener.frameEnd();
                }
            }
            default -> {}
        }
    }

    /** The four ways to the alternate screen: 47 goes there, 1047 clears it on the way back, 1048 is only the cursor, 1049 does all of it. */
    private boolean alternateScreen(int number, boolean value) {
        switch (number) {
            case 47 -> screen.alternate(value);
            case 1047 -> {
                if (!value && screen.isAlternate()) {
                    screen.clearAlternate();
                }
                screen.alternate(value);
            }
            case 1048 -> {
                if (value) {
                    screen.saveCursor();
                } else {
                    screen.restoreCursor();
                }
            }
            case 1049 -> {
                if (value) {
                    screen.saveCursor();
                    screen.alternate(true);
                    screen.clearAlternate();
                } else {
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

    /** DECCOLM, without the change of the width: all else that programs rely on when they set or reset it. */
    private boolean columns(int number) {
        if (number == 3 && on.contains(Mode.COLUMN_CHANGE)) {
            screen.margins.reset(screen.columns(), screen.height());
            screen.grid().clear(0, screen.height(), screen.erased());
            screen.home();
        }
        return number == 3;
    }

    /** DECSTR: the modes that a soft reset returns to their initial state. */
    void softReset() {
        for (Mode mode : EnumSet.of(Mode.INSERT, Mode.APPLICATION_CURSOR_KEYS, Mode.APPLICATION_KEYPAD)) {
            set(mode, false);
        }
        set(Mode.LEFT_RIGHT_MARGINS, false);
        set(Mode.AUTOWRAP, true);
        set(Mode.CURSOR_VISIBLE, true);
    }

    void reset() {
        boolean drawing = is(Mode.SYNCHRONIZED_UPDATE);
        on = Mode.initial();
        printer.reset();
        if (drawing) {
            listener.frameEnd();
        }
    }

    /** The answer of DECRQM: 0 unknown, 1 on, 2 off. */
    int report(int number, boolean isPrivate) {
        if (isPrivate && (number == 47 || number == 1047 || number == 1049)) {
            return screen.isAlternate() ? 1 : 2;
        }
        Mode mode = Mode.of(number, isPrivate);
        if (mode == null) {
            return 0;
        }
        return is(mode) ? 1 : 2;
    }
}
