package dev.coop.core.vt;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to {@link Operations}: the state machine for DEC's terminals that is published at
 * https://vt100.net/emu/dec_ansi_parser, with UTF-8 in place of the 8-bit sets.
 *
 * <ul>
 *   <li>C1 controls exist only in their 7-bit form ({@code ESC [}); as bytes they are not UTF-8, as code points they
 *       are dropped.
 *   <li>What is not UTF-8 becomes U+FFFD, one for each maximal subpart (Unicode 17, section 3.9).
 *   <li>A sequence beyond a limit is dropped whole: acting on half of it is worse than not acting.
 *   <li>A byte from 0x80 on inside an escape or control sequence ends it without effect and begins text again, so that
 *       a program that died in the middle of one costs one sequence and not the words behind it.
 * </ul>
 *
 * <p>Splitting the input anywhere changes nothing: all that is known between two bytes is in the fields.
 */
final class Parser {
    /** An OSC longer than this is dropped whole. 4096 is the largest report the program-status protocol (OSC 7501) allows. */
    static final int MAX_COMMAND_BYTES = 4096;

    private static final int ESC = 0x1b;
    private static final int CAN = 0x18;
    private static final int SUB = 0x1a;
    private static final int BEL = 0x07;
    private static final int DEL = 0x7f;
    private static final int REPLACEMENT = 0xfffd;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;

    private enum State {
        GROUND,
        ESCAPE,
        CSI,
        CSI_IGNORE,
        COMMAND,
        COMMAND_ESCAPE,
        STRING,
        STRING_ESCAPE
    }

    /** Characters handed on at a time: a line or so. */
    private static final int MAX_RUN = 256;

    private final int[] run = new int[MAX_RUN];
    private final Operations out;
    private final DropCounter drops;
    private final Params params = new Params();
    private State state = State.GROUND;

    private int prefix;
    private int intermediate;
    private boolean tooManyIntermediates;

    /** A UTF-8 sequence under way: bits so far, bytes missing, and the range that the next byte must be in. */
    private int partial;

    private int missing;
    private int lowest;
    private int highest;

    /** The sequence under way is a device control string: what follows its final byte is its text. */
    private boolean deviceControl;

    /** The device control string whose text is being collected; null for an OSC. */
    private @Nullable ControlFunction collecting;

    /** A BEL ends the string too: it is an OSC. */
    private boolean bellEnds;

    private byte[] command = new byte[0];
    private int commandLength;

    /** Where in this block the sequence or character under way began, and how many bytes of it earlier blocks had. */
    private int sequenceAt;

    private int unfinished;
    private int ahead;

    Parser(Operations out, DropCounter drops) {
        this.out = out;
        this.drops = drops;
    }

    /** How many bytes at the end of the input belong to a sequence or a character that is not complete. */
    int unfinished() {
        return unfinished;
    }

    /** While a sequence is executed: how many bytes of the block come behind it. 0 between two blocks. */
    int ahead() {
        return ahead;
    }

    void feed(byte[] b, int from, int length) {
        int i = from;
        int end = from + length;
        sequenceAt = from - unfinished;
        unfinished = 0;
        while (i < end) {
            i = switch (state) {
                case GROUND -> ground(b, i, end);
                case ESCAPE -> escape(b, i, end);
                case CSI -> csi(b, i, end);
                case CSI_IGNORE -> csiIgnore(b, i);
                case COMMAND -> command(b, i, end);
                case STRING -> string(b, i, end);
                case COMMAND_ESCAPE, STRING_ESCAPE -> stringEscape(b, i);
            };
        }
        ahead = 0;
        unfinished = state == State.GROUND && missing == 0 ? 0 : end - sequenceAt;
    }

    // ---- text

    private int ground(byte[] b, int i, int end) {
        if (missing > 0) {
            return continuation(b, i);
        }
        while (true) {
            int c = b[i];
            if (c >= 0x20 && c < DEL) {
                int to = printableEnd(b, i + 1, end);
                out.ascii(b, i, to);
                i = to;
            } else if (c < 0) {
                i = multibyte(b, i, end);
                if (missing > 0) {
                    return i;
                }
            } else if (c == ESC) {
                sequenceAt = i;
                if (i + 1 < end && b[i + 1] == '[') {
                    begin(State.CSI);
                    i = csi(b, i + 2, end);
                    if (state != State.GROUND) {
                        return i;
                    }
                } else {
                    begin(State.ESCAPE);
                    return i + 1;
                }
            } else {
                if (c < 0x20) {
                    control(c);
                }
                i++;
            }
            if (i == end) {
                return i;
            }
        }
    }

    /** Where the run of printable ASCII ends. Eight bytes at a step: the first byte that is flagged is the first that does not belong. */
    private static int printableEnd(byte[] b, int i, int end) {
        while (i + Long.BYTES <= end) {
            long w = (long) LONG.get(b, i);
            long flagged = (w | (w + ONES) | (w - 0x20 * ONES)) & HIGH_BITS;
            if (flagged != 0) {
                return i + (Long.numberOfTrailingZeros(flagged) >>> 3);
            }
            i += Long.BYTES;
        }
        while (i < end && b[i] >= 0x20 && b[i] < DEL) {
            i++;
        }
        return i;
    }

    /** Characters of two to four bytes: at once those that are whole and plain, else one, byte by byte. */
    private int multibyte(byte[] b, int i, int end) {
        int count = 0;
        while (count < MAX_RUN && end - i >= 4) {
            int lead = b[i];
            if (lead >= (byte) 0xe1
                    && lead <= (byte) 0xef
                    && lead != (byte) 0xed
                    && follows(b[i + 1])
                    && follows(b[i + 2])) {
                run[count++] = (lead & 0x0f) << 12 | (b[i + 1] & 0x3f) << 6 | b[i + 2] & 0x3f;
                i += 3;
            } else if (lead >= (byte) 0xc3 && lead <= (byte) 0xdf && follows(b[i + 1])) {
                run[count++] = (lead & 0x1f) << 6 | b[i + 1] & 0x3f;
                i += 2;
            } else if (lead == (byte) 0xf0
                    && b[i + 1] >= (byte) 0x90
                    && follows(b[i + 1])
                    && follows(b[i + 2])
                    && follows(b[i + 3])) {
                run[count++] = (b[i + 1] & 0x3f) << 12 | (b[i + 2] & 0x3f) << 6 | b[i + 3] & 0x3f;
                i += 4;
            } else {
                break;
            }
        }
        if (count > 0) {
            out.text(run, count);
            return i;
        }
        return lead(b, i);
    }

    private static boolean follows(byte b) {
        return b < (byte) 0xc0;
    }

    private void replacement() {
        drops.malformedCharacter();
        single(REPLACEMENT);
    }

    private void single(int codePoint) {
        run[0] = codePoint;
        out.text(run, 1);
    }

    private int lead(byte[] b, int i) {
        int lead = b[i] & 0xff;
        sequenceAt = i;
        lowest = 0x80;
        highest = 0xbf;
        if (lead >= 0xc2 && lead <= 0xdf) {
            missing = 1;
            partial = lead & 0x1f;
        } else if (lead >= 0xe0 && lead <= 0xef) {
            missing = 2;
            partial = lead & 0x0f;
            // Neither an overlong form nor a surrogate.
            lowest = lead == 0xe0 ? 0xa0 : 0x80;
            highest = lead == 0xed ? 0x9f : 0xbf;
        } else if (lead >= 0xf0 && lead <= 0xf4) {
            missing = 3;
            partial = lead & 0x07;
            // Neither an overlong form nor beyond U+10FFFF.
            lowest = lead == 0xf0 ? 0x90 : 0x80;
            highest = lead == 0xf4 ? 0x8f : 0xbf;
        } else {
            replacement();
        }
        return i + 1;
    }

    private int continuation(byte[] b, int i) {
        int c = b[i] & 0xff;
        if (c < lowest || c > highest) {
            missing = 0;
            replacement();
            return i;
        }
        partial = partial << 6 | c & 0x3f;
        lowest = 0x80;
        highest = 0xbf;
        if (--missing == 0 && partial >= 0xa0) {
            single(partial);
        }
        return i + 1;
    }

    private void control(int c) {
        if (c != CAN && c != SUB) {
            out.control(c);
        }
    }

    // ---- escape and control sequences

    private void begin(State next) {
        state = next;
        prefix = 0;
        intermediate = 0;
        tooManyIntermediates = false;
        deviceControl = false;
        params.clear();
    }

    /** What every state of a sequence does alike; false when the byte is the state's own matter. */
    private boolean anywhere(int c) {
        if (c == ESC) {
            begin(State.ESCAPE);
        } else if (c == CAN || c == SUB) {
            state = State.GROUND;
        } else if (c < 0x20) {
            out.control(c);
        } else {
            return c == DEL;
        }
        return true;
    }

    private int escape(byte[] b, int i, int end) {
        int c = b[i];
        ahead = end - i - 1;
        if (c < 0) {
            abandon();
            return i;
        }
        if (anywhere(c)) {
            return i + 1;
        }
        if (c < 0x30) {
            intermediate(c);
        } else if (intermediate != 0) {
            dispatchEscape(c);
        } else {
            switch (c) {
                case '[' -> begin(State.CSI);
                case 'P' -> {
                    begin(State.CSI);
                    deviceControl = true;
                }
                case ']' -> collect(null);
                case 'X', '^', '_' -> {
                    drops.unknownString();
                    skip(false);
                }
                default -> dispatchEscape(c);
            }
        }
        return i + 1;
    }

    private void dispatchEscape(int c) {
        state = State.GROUND;
        if (intermediate >= '(' && intermediate <= '+' && !tooManyIntermediates) {
            out.designate(intermediate - '(', c);
            return;
        }
        ControlFunction function = tooManyIntermediates ? null : ControlFunction.escape(intermediate, c);
        execute(function);
    }

    private void execute(@Nullable ControlFunction function) {
        if (function == null) {
            drops.unknownFunction();
        } else {
            out.function(function, params);
        }
    }

    /** A byte came that can't be in a sequence. */
    private void abandon() {
        drops.malformedSequence();
        state = State.GROUND;
    }

    /** The rest of the sequence is read without effect. */
    private void ignore() {
        drops.malformedSequence();
        state = State.CSI_IGNORE;
    }

    private void intermediate(int c) {
        tooManyIntermediates |= intermediate != 0;
        intermediate = c;
    }

    private int csi(byte[] b, int i, int end) {
        while (i < end) {
            int c = b[i];
            if (c >= '0' && c <= '9') {
                if (intermediate != 0) {
                    ignore();
                    return i + 1;
                }
                i = number(b, i, end);
                if (i == end) {
                    return i;
                }
                c = b[i];
            }
            i++;
            if (c == ';' || c == ':') {
                if (intermediate != 0) {
                    ignore();
                    return i;
                }
                if (!params.next(c == ':')) {
                    drops.tooManyParameters();
                    state = State.CSI_IGNORE;
                    return i;
                }
            } else if (c >= 0x40 && c < DEL) {
                ahead = end - i;
                dispatch(c);
                return i;
            } else if (c < 0) {
                abandon();
                return i - 1;
            } else if (c >= '<' && c <= '?') {
                if (prefix != 0 || intermediate != 0 || params.count() > 1 || params.value() != 0) {
                    ignore();
                    return i;
                }
                prefix = c;
            } else if (anywhere(c)) {
                return i;
            } else {
                intermediate(c);
            }
        }
        return i;
    }

    /**
     * Reads digits into the last parameter and returns where they end. Where eight bytes are left they are read at
     * once: how many digits a number has can't be predicted, and a loop pays for that with every number.
     */
    private int number(byte[] b, int i, int end) {
        int value = params.value();
        if (value == 0 && i + Long.BYTES <= end) {
            long digits = (long) LONG.get(b, i) ^ ONES * '0';
            long others = (digits | digits + ONES * (0x80 - 10)) & HIGH_BITS;
            int count = Long.numberOfTrailingZeros(others) >>> 3;
            if (count < Long.BYTES) {
                params.value(eightDigits(digits << Long.SIZE - Byte.SIZE * count));
                return i + count;
            }
        }
        while (i < end && b[i] >= '0' && b[i] <= '9') {
            value = Math.min(value * 10 + (b[i] - '0'), Params.MAX_VALUE);
            i++;
        }
        params.value(value);
        return i;
    }

    /** The number whose digits are the bytes, the first digit in the lowest: by pairs, by fours, and all. */
    private static int eightDigits(long digits) {
        long pairs = (digits * 10 + (digits >>> 8)) & 0x00ff00ff00ff00ffL;
        long fours = (pairs * 100 + (pairs >>> 16)) & 0x0000ffff0000ffffL;
        return (int) (fours * 10_000 + (fours >>> 32));
    }

    private void dispatch(int c) {
        state = State.GROUND;
        if (deviceControl) {
            ControlFunction function =
                    tooManyIntermediates ? null : ControlFunction.deviceControl(prefix, intermediate, c);
            if (function == null) {
                drops.unknownString();
                skip(false);
            } else {
                collect(function);
            }
            return;
        }
        ControlFunction function = tooManyIntermediates ? null : ControlFunction.csi(prefix, intermediate, c);
        execute(function);
    }

    private int csiIgnore(byte[] b, int i) {
        int c = b[i];
        if (c < 0) {
            state = State.GROUND;
            return i;
        }
        if (!anywhere(c) && c >= 0x40) {
            state = State.GROUND;
            if (deviceControl) {
                skip(false);
            }
        }
        return i + 1;
    }

    // ---- strings

    private void collect(@Nullable ControlFunction function) {
        state = State.COMMAND;
        collecting = function;
        commandLength = 0;
        bellEnds = function == null;
    }

    private void skip(boolean command) {
        state = State.STRING;
        bellEnds = command;
    }

    private int command(byte[] b, int i, int end) {
        int start = i;
        while (i < end && (b[i] >= 0x20 || b[i] < 0)) {
            i++;
        }
        collect(b, start, i);
        if (i == end || state == State.STRING) {
            return i;
        }
        int c = b[i];
        if (c == BEL && bellEnds) {
            endCommand(true);
        } else if (c == ESC) {
            state = State.COMMAND_ESCAPE;
        } else if (c == CAN || c == SUB) {
            state = State.GROUND;
        }
        return i + 1;
    }

    private void collect(byte[] b, int from, int to) {
        int length = to - from;
        if (commandLength + length > MAX_COMMAND_BYTES) {
            drops.tooLongString();
            skip(bellEnds);
            return;
        }
        if (commandLength + length > command.length) {
            command = Arrays.copyOf(command, Math.min(MAX_COMMAND_BYTES, Math.max(64, 2 * (commandLength + length))));
        }
        System.arraycopy(b, from, command, commandLength, length);
        commandLength += length;
    }

    private void endCommand(boolean bell) {
        state = State.GROUND;
        ControlFunction function = collecting;
        if (function == null) {
            out.command(command, commandLength, bell);
        } else {
            out.deviceControl(function, command, commandLength);
        }
    }

    /** SOS, PM and APC, unknown device control strings, and whatever is over the limit: consumed without effect. */
    private int string(byte[] b, int i, int end) {
        while (i < end) {
            int c = b[i++];
            if (c == ESC) {
                state = State.STRING_ESCAPE;
                return i;
            }
            if (c == CAN || c == SUB || (c == BEL && bellEnds)) {
                state = State.GROUND;
                return i;
            }
        }
        return i;
    }

    /** After ESC inside a string: a backslash completes it, anything else drops it and begins an escape sequence. */
    private int stringEscape(byte[] b, int i) {
        if (b[i] != '\\') {
            begin(State.ESCAPE);
            return i;
        }
        if (state == State.COMMAND_ESCAPE) {
            endCommand(false);
        } else {
            state = State.GROUND;
        }
        return i + 1;
    }
}
