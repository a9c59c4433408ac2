package dev.coop.core.vt;

/**
 * How a program wants keys reported: the flags of the kitty keyboard protocol
 * (https://sw.kovidgoyal.net/kitty/keyboard-protocol), a stack for each screen.
 *
 * <p>Wire: {@code CSI > 1 u} pushes, {@code CSI < u} pops, {@code CSI = 5 ; 1 u} changes, {@code CSI ? u} asks.
 */
final class KeyboardFlags {
    /** The protocol wants a limit, so that a program that only pushes costs nothing; pushing more drops the oldest. */
    static final int MAX_DEPTH = 8;

    private static final int ALL_FLAGS = 0b11111;

    private final int[] stack = new int[MAX_DEPTH];
    private int top;

    int current() {
        return stack[top];
    }

    void push(int flags) {
        if (top == MAX_DEPTH - 1) {
            System.arraycopy(stack, 1, stack, 0, top);
        } else {
            top++;
        }
        stack[top] = flags & ALL_FLAGS;
    }

    void pop(int count) {
        if (count > top) {
            reset();
        } else {
            top -= count;
        }
    }

    /** 1 sets the flags to these, 2 adds them, 3 takes them away. */
    void change(int flags, int how) {
        switch (how) {
            case 1 -> stack[top] = flags & ALL_FLAGS;
            case 2 -> stack[top] |= flags & ALL_FLAGS;
            case 3 -> stack[top] &= ~flags;
            default -> {}
        }
    }

    void reset() {
        top = 0;
        stack[0] = 0;
    }

    void write(StringBuilder out) {
        if (stack[0] != 0) {
            out.append("\033[=").append(stack[0]).append(";1u");
        }
        for (int i = 1; i <= top; i++) {
            out.append("\033[>").append(stack[i]).append('u');
        }
    }
}
