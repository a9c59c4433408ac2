package dev.coop.core.pty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** coop may be started by a parent that ignores SIGCHLD and SIGHUP (nohup, some supervisors): the JVM inherits both. */
class InheritedSignalsTest {
    @Test
    void statusesAreKeptAndChildrenStartCleanAlthoughCoopStartedWithSignalsIgnored() throws Exception {
        List<String> command = new ArrayList<>(List.of("env", "--ignore-signal=CHLD,HUP"));
        command.addAll(ChildJvm.command(Main.class, ChildJvm.joined(ChildJvm.classPath())));

        String said = ChildJvm.run(command);

        assertThat(said).contains("started with SIGHUP ignored: true");
        assertThat(said).contains("started with SIGCHLD ignored: true");
        // By us: that some library does the same at its first use would be luck.
        assertThat(said).contains("open with SIGCHLD ignored: false");
        assertThat(said).contains("status: Exited[code=7]");
        assertThat(said).contains("SigBlk:\t0000000000000000").contains("SigIgn:\t0000000000000000");
    }

    /** The host under test, in its own JVM. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws Exception {
            long ignored = Processes.ignoredSignals();
            System.out.println("started with SIGHUP ignored: " + ((ignored & 1) != 0));
            System.out.println("started with SIGCHLD ignored: " + ((ignored & 1 << 16) != 0));
            try (PtyHost host = PtyHost.open(1)) {
                System.out.println("open with SIGCHLD ignored: " + ((Processes.ignoredSignals() & 1 << 16) != 0));
                Ear ear = new Ear();
                host.spawn(Launches.sh("grep -E '^Sig(Blk|Ign)' /proc/self/status; exit 7"), ear);
                System.out.println("status: " + ear.awaitExit());
                System.out.println(ear.text());
            }
        }
    }
}
