package dev.coop.core.vt;

import java.nio.charset.StandardCharsets;

/**
 * Takes the questions that coop answers out of a program's output before it goes to a second terminal, which would
 * answer them again and so type into the program. Everything else passes byte for byte.
 *
 * <p>A control sequence is held back until it is complete; it is short, or it is not a question and passes.
 */
public final class QuestionFilter {
    /** Bytes. The longest question is {@code ESC [ ? 6 n}. */
    public static final int MAX_HELD = 8;

    private static final int ESC = 0x1b;

    private final byte[] held = new byte[MAX_HELD];
    private int length;

    /**
     * Filters a block.
     *
     * @param target another array, with room for {@code count + MAX_HELD} bytes
     * @return how many bytes are in {@code target}
     */
    public int filter(byte[] source, int from, int count, byte[] target) {
        int out = 0;
        for (int i = from; i < from + count; i++) {
            byte b = source[i];
            if (length == 0 && b != ESC) {
                target[out++] = b;
                continue;
            }
            if (b == ESC) {
                out = release(target, out);
            }
            held[length++] = b;
            if (length > 1 && isComplete(b)) {
                out = isQuestion() ? forget(out) : release(target, out);
            }
        }
        return out;
    }

    /** A sequence that can no longer become a question counts as complete too. */
    private boolean isComplete(byte last) {
        if (length == 2) {
            return last != '[';
        }
        return length == MAX_HELD || !(last == '?' || last >= '0' && last <= '9');
    }

    private boolean isQuestion() {
        int end = held[length - 1];
        if (length < 3 || held[1] != '[') {
            return false;
        }
        String parameters = new String(held, 2, length - 3, StandardCharsets.ISO_8859_1);
        return switch (end) {
            case 'c' -> parameters.isEmpty() || parameters.equals("0");
            case 'n' -> parameters.equals("5") || parameters.equals("6") || parameters.equals("?6");
            default -> false;
        };
    }

    private int release(byte[] target, int out) {
        System.arraycopy(held, 0, target, out, length);
        return forget(out + length);
    }

    private int forget(int out) {
        length = 0;
        return out;
    }

    /** What is still held back when the output has ended. */
    public int finish(byte[] target) {
        return release(target, 0);
    }
}
