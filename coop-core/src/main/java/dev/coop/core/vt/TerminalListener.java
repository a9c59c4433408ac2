package dev.coop.core.vt;

/** What a terminal tells its owner while it is fed. Called inside {@link Terminal#feed}, on its thread. */
public interface TerminalListener {
    /** An answer to a question of the program, to be written to its input. */
    void answer(byte[] bytes);

    /** A synchronized update ended: the screen is whole at this moment, which may be in the middle of a block. */
    default void frameEnd() {}

    /** Something the program said beside what it drew. */
    default void event(TerminalEvent event) {}
}
