package dev.coop.core.keys;

import java.util.List;

/**
 * A key that has names, the first of which is the usual one.
 *
 * @param names in lower case
 */
record Key(Form form, List<String> names) {
    static final Key TAB = new Key(new Control('\t'), List.of("tab"));

    /** All of them, in the order in which a person looks for them. */
    static final List<Key> ALL = List.of(
            new Key(new Control('\r'), List.of("enter", "return")),
            TAB,
            new Key(new Control(0x1b), List.of("escape", "esc")),
            new Key(new Control(0x7f), List.of("backspace")),
            new Key(new CursorKey('A'), List.of("up")),
            new Key(new CursorKey('B'), List.of("down")),
            new Key(new CursorKey('C'), List.of("right")),
            new Key(new CursorKey('D'), List.of("left")),
            new Key(new CursorKey('H'), List.of("home")),
            new Key(new CursorKey('F'), List.of("end")),
            new Key(new Numbered(2), List.of("insert")),
            new Key(new Numbered(3), List.of("delete", "del")),
            new Key(new Numbered(5), List.of("pageup", "page_up")),
            new Key(new Numbered(6), List.of("pagedown", "page_down")),
            new Key(new FunctionKey('P'), List.of("f1")),
            new Key(new FunctionKey('Q'), List.of("f2")),
            new Key(new FunctionKey('R'), List.of("f3")),
            new Key(new FunctionKey('S'), List.of("f4")),
            new Key(new Numbered(15), List.of("f5")),
            new Key(new Numbered(17), List.of("f6")),
            new Key(new Numbered(18), List.of("f7")),
            new Key(new Numbered(19), List.of("f8")),
            new Key(new Numbered(20), List.of("f9")),
            new Key(new Numbered(21), List.of("f10")),
            new Key(new Numbered(23), List.of("f11")),
            new Key(new Numbered(24), List.of("f12")),
            new Key(new Keypad('0', 'p', 57399), List.of("kp-0")),
            new Key(new Keypad('1', 'q', 57400), List.of("kp-1")),
            new Key(new Keypad('2', 'r', 57401), List.of("kp-2")),
            new Key(new Keypad('3', 's', 57402), List.of("kp-3")),
            new Key(new Keypad('4', 't', 57403), List.of("kp-4")),
            new Key(new Keypad('5', 'u', 57404), List.of("kp-5")),
            new Key(new Keypad('6', 'v', 57405), List.of("kp-6")),
            new Key(new Keypad('7', 'w', 57406), List.of("kp-7")),
            new Key(new Keypad('8', 'x', 57407), List.of("kp-8")),
            new Key(new Keypad('9', 'y', 57408), List.of("kp-9")),
            new Key(new Keypad('.', 'n', 57409), List.of("kp-decimal")),
            new Key(new Keypad('/', 'o', 57410), List.of("kp-divide")),
            new Key(new Keypad('*', 'j', 57411), List.of("kp-multiply")),
            new Key(new Keypad('-', 'm', 57412), List.of("kp-subtract")),
            new Key(new Keypad('+', 'k', 57413), List.of("kp-add")),
            new Key(new Keypad('\r', 'M', 57414), List.of("kp-enter")),
            new Key(new Keypad('=', 'X', 57415), List.of("kp-equal")));

    /** How a key is told to the program. */
    sealed interface Form {}

    /** As a control character: {@code 0d}. */
    record Control(int code) implements Form {}

    /** {@code ESC [ A}, and {@code ESC O A} while the program wants application cursor keys. */
    record CursorKey(char letter) implements Form {}

    /** {@code ESC O P}. */
    record FunctionKey(char letter) implements Form {}

    /** {@code ESC [ 15 ~}. */
    record Numbered(int number) implements Form {}

    /**
     * The character on the key, and {@code ESC O p} while the program wants an application keypad.
     *
     * @param number in the kitty keyboard protocol
     */
    record Keypad(char character, char letter, int number) implements Form {}
}
