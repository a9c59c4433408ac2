package dev.coop.cli;

import dev.coop.cli.terminal.ScreenState;
import dev.coop.core.journal.ByteCursor;
import dev.coop.core.journal.Read;
import dev.coop.core.session.Session;
import dev.coop.core.vt.Dump;
import dev.coop.core.vt.QuestionFilter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Passes what the program prints to the user's terminal, byte for byte, to the last one: all but the questions that coop
 * answers, because two answers to one question would be typed into the program.
 *
 * <p>A terminal that falls further behind than the journal reaches back gets the screen as it is by then, and goes on from
 * there: it never holds the program up.
 */
final class ScreenOutput implements Runnable {
    /** Bytes; some reads of a pseudo-terminal in one write. */
    private static final int BLOCK = 64 << 10;

    private final Session session;
    private final OutputStream screen;
    private final Runnable gone;
    private QuestionFilter questions = new QuestionFilter();
    private ByteCursor cursor;

    /** @param gone called when the terminal takes no more output */
    ScreenOutput(Session session, OutputStream screen, Runnable gone) {
        this.session = session;
        this.screen = screen;
        this.gone = gone;
        this.cursor = session.output().cursor(0);
    }

    @Override
    public void run() {
        try {
            copy();
        } catch (IOException closed) {
            gone.run();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy() throws IOException, InterruptedException {
        byte[] block = new byte[BLOCK];
        byte[] filtered = new byte[BLOCK + QuestionFilter.MAX_HELD];
        while (true) {
            switch (cursor.read(block, 0, block.length)) {
                case Read.Data(int count) -> screen.write(filtered, 0, questions.filter(block, 0, count, filtered));
                case Read.NothingYet() -> cursor.await();
                case Read.Gap(long _, long _) -> redraw();
                case Read.End() -> {
                    screen.write(filtered, 0, questions.finish(filtered));
                    return;
                }
            }
        }
    }

    private void redraw() throws IOException {
        Dump now = session.dump().join();
        screen.write(ScreenState.redraw(now).getBytes(StandardCharsets.UTF_8));
        questions = new QuestionFilter();
        cursor.close();
        cursor = session.output().cursor(now.offset());
    }
}
