package dev.coop.core.vt;

/** The colours that coop names when a program asks: xterm's 256, light grey on black. Programs cannot change them. */
final class Palette {
    static final int FOREGROUND = 0xe5e5e5;
    static final int BACKGROUND = 0x000000;
    static final int CURSOR = 0xe5e5e5;
    static final int SIZE = 256;

    private static final int[] FIRST = {
        0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
        0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff
    };
    private static final int CUBE = 16;
    private static final int GREYS = 232;

    private Palette() {}

    static int colour(int index) {
        if (index < CUBE) {
            return FIRST[index];
        }
        if (index >= GREYS) {
            return 0x010101 * (8 + 10 * (index - GREYS));
        }
        int i = index - CUBE;
        return level(i / 36) << 16 | level(i / 6 % 6) << 8 | level(i % 6);
    }

    private static int level(int step) {
        return step == 0 ? 0 : 55 + 40 * step;
    }
}
