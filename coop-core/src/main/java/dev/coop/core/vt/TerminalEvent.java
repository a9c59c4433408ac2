package dev.coop.core.vt;

/**
 * Something that a program said to its terminal beside what it drew. Everything in it was chosen by the program: it is
 * data, to be bounded and never to be trusted or typed back.
 */
public sealed interface TerminalEvent {
    /** BEL. */
    record Bell() implements TerminalEvent {}

    /** OSC 0 or 2: the window title. */
    record Title(String text) implements TerminalEvent {}

    /** OSC 7: the working directory, as a {@code file:} URI. */
    record Directory(String uri) implements TerminalEvent {}

    /** OSC 9: a notification for the person. */
    record Notification(String text) implements TerminalEvent {}

    /**
     * OSC 9;4: progress.
     *
     * @param state 0 none, 1 running, 2 error, 3 indeterminate, 4 paused
     * @param percent 0 to 100
     */
    record Progress(int state, int percent) implements TerminalEvent {}

    /** OSC 133: where prompt, command and output begin and end, {@code A} to {@code D} with the rest after it. */
    record Mark(String text) implements TerminalEvent {}

    /** OSC 7501: the program's own status, {@code state=working:app=…}. */
    record ProgramStatus(String text) implements TerminalEvent {}
}
