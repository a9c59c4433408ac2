package dev.coop.core.vt;

import java.util.Arrays;

/**
 * Takes the questions that coop answers out of a program's output before it goes to a second terminal, which would
 * answer them again and so type into the program. Everything else passes byte for byte.
 *
 * <p>A sequence is held back until it is complete, and shown to a terminal of one cell: what that one answers is a
 * question, so the two can't disagree.
 */
public final class QuestionFilter implements TerminalListener {
    /**
     * How many bytes more than its input a block can become: what was held before. Longer sequences are over the
     * parser's limit and not answered, so they need not be held.
     */
    public static final int MAX_HELD = Parser.MAX_COMMAND_BYTES + 16;

    private static final int ESC = 0x1b;

    /** It answers all that coop may have been told to answer: what coop leaves unanswered is no question for others either. */
    private final Terminal probe = new Terminal(1, 1, new TerminalOptions(0, true), this);

    private byte[] held = new byte[64];
    private int length;
    private boolean inSequence;
    private boolean answered;

    /**
     * Filters a block.
     *
     * @param target another array, with room for {@code count} and {@link #MAX_HELD} bytes
     * @return how many bytes are in {@code target}
     */
    public int filter(byte[] source, int from, int count, byte[] target) {
        int out = 0;
        for (int i = from; i < from + count; i++) {
            byte b = source[i];
            if (!inSequence && b != ESC) {
                target[out++] = b;
                continue;
            }
            inSequence = true;
            if (length == MAX_HELD) {
                out = release(target, out);
            }
            hold(b);
            probe.feed(source, i, 1);
            if (answered) {
                answered = false;
                length = 0;
            }
            if (probe.isComplete()) {
                out = release(target, out);
                inSequence = false;
            }
        }
        return out;
    }

    /** What is still held back when the output has ended. */
    public int finish(byte[] target) {
        return release(target, 0);
    }

    private void hold(byte b) {
        if (length == held.length) {
            held = Arrays.copyOf(held, Math.min(MAX_HELD, 2 * length));
        }
        held[length++] = b;
    }

    private int release(byte[] target, int out) {
        System.arraycopy(held, 0, target, out, length);
        int end = out + length;
        length = 0;
        return end;
    }

    @Override
    public void answer(byte[] bytes) {
        answered = true;
    }
}
