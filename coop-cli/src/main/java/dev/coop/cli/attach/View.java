package dev.coop.cli.attach;

import dev.coop.core.pty.WindowSize;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** The session as the user sees it. The main thread calls, other threads only {@link #startOver} and {@link #roomNow}. */
interface View {
    void begin() throws IOException;

    /**
     * Gives the user's terminal back as it was.
     *
     * @param cutOff the program did not come to its own end before our eyes
     */
    void end(boolean cutOff) throws IOException;

    /** How large the session's terminal should be. */
    WindowSize room();

    /** The same, by the size that the user's terminal has at this moment. */
    WindowSize roomNow();

    /** Another thread says that the user's terminal has another size, or shows something else than it should. */
    void startOver();

    /** Shows everything anew if {@link #startOver} was called; returns the room there is now. */
    Optional<WindowSize> takeNewRoom() throws IOException;

    /** Where the output may be joined without having seen the screen before; asked once. */
    OptionalLong joinsAt();

    /** Whether everything that was seen stays seen, so that at the end no picture of it is needed. */
    boolean isComplete();

    void show(HostEvent.Dumped dump) throws IOException;

    void feed(byte[] bytes, int from, int length) throws IOException;

    /** The session's terminal has this size: false if a picture of it is needed. */
    boolean has(WindowSize size);

    boolean hasStatusRow();

    void status(String text);

    /** Something that the user should know, in the bottom row; empty for nothing. */
    void notice(String text) throws IOException;

    boolean isDirty();

    /** The program is in the middle of a picture. */
    boolean mustWait();

    /** Paints what is due: when nothing more has come, or the last picture is old enough. */
    void paint(boolean quiet) throws IOException;

    /** Paints what there is. */
    void paintNow() throws IOException;
}
