package dev.coop.core.session;

import dev.coop.core.journal.ByteJournal;
import dev.coop.core.pty.InputRefused;
import dev.coop.core.pty.Launch;
import dev.coop.core.pty.SpawnException;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.vt.Snapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** Debian's vttest in a session: goes to one of its tests through the menus and leafs through its screens. */
final class Vttest implements AutoCloseable {
    /** The second figure is the width in its tests of 132 columns, which are refused. */
    private static final List<String> COMMAND = List.of("vttest", "24x80.80");

    private static final WindowSize SIZE = new WindowSize(80, 24);
    /** The test of checksums waits a fifth of a second for each of a hundred answers to be over. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Pattern MENU = Pattern.compile("Enter choice number \\(0 - \\d+\\):$");
    private static final Pattern PAGE = Pattern.compile("(Push <RETURN>|Press <RETURN>.*)$");

    private final Host host = new Host();
    private final Session session;
    private long seen;

    Vttest() throws SpawnException {
        session = host.start(
                new Launch(COMMAND, Path.of("/tmp"), Map.of("PATH", "/usr/bin:/bin"), "xterm-256color", SIZE),
                new SessionLimits(ByteJournal.DEFAULT_CAPACITY, 0, true));
    }

    /** The screens of a test, up to the menu that follows. */
    List<Snapshot> screens(List<String> choices) throws InterruptedException, InputRefused {
        await(MENU, MENU);
        for (String choice : choices.subList(0, choices.size() - 1)) {
            type(choice + "\r");
            await(MENU, MENU);
        }
        type(choices.getLast() + "\r");
        List<Snapshot> screens = new ArrayList<>();
        Snapshot screen = await(MENU, PAGE);
        while (!MENU.matcher(prompt(screen)).find()) {
            screens.add(screen);
            type("\r");
            screen = await(MENU, PAGE);
        }
        return screens;
    }

    private void type(String keys) throws InputRefused {
        session.write(keys.getBytes(StandardCharsets.US_ASCII));
    }

    /** The next screen that asks for something where its cursor is. */
    private Snapshot await(Pattern one, Pattern other) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Snapshot screen = session.snapshot().join();
            String prompt = prompt(screen);
            if (screen.offset() > seen
                    && (one.matcher(prompt).find() || other.matcher(prompt).find())) {
                seen = screen.offset();
                return screen;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "vttest asks for nothing after " + PATIENCE + ":\n" + String.join("\n", screen.lines()));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    /** What stands before the cursor. */
    private static String prompt(Snapshot screen) {
        String line = screen.lines().get(screen.cursorRow());
        return line.substring(0, Math.min(line.length(), screen.cursorColumn())).stripTrailing();
    }

    @Override
    public void close() {
        host.close();
    }
}
