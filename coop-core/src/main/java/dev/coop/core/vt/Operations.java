package dev.coop.core.vt;

/**
 * What a {@link Parser} finds in a byte stream, in order. The executing side is {@link Interpreter}.
 *
 * <p>Arrays and {@link Params} are valid only during the call: the parser uses them again.
 */
interface Operations {
    /** Printable ASCII, 0x20 to 0x7e, at least one byte. */
    void ascii(byte[] bytes, int from, int to);

    /** Printable code points from U+00A0 on, at least one; U+FFFD stands for what is not UTF-8. */
    void text(int[] codePoints, int count);

    /** A C0 control other than ESC, CAN and SUB. */
    void control(int c0);

    /** An escape or control sequence that {@link ControlFunction} knows; {@code params} is empty for an escape sequence. */
    void function(ControlFunction function, Params params);

    /** G0 to G3 become another character set, named by the final byte of the sequence. */
    void designate(int slot, int set);

    /** A device control string that {@link ControlFunction} knows, without its introducer and terminator. */
    void deviceControl(ControlFunction function, byte[] bytes, int length);

    /** An operating system command without its introducer and terminator; {@code bell}: BEL ended it. */
    void command(byte[] bytes, int length, boolean bell);
}
