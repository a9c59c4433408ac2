package dev.coop.transport.ws;

import dev.coop.core.api.Channel;
import dev.coop.core.journal.ByteCursor;
import dev.coop.core.session.Session;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;

/** Subscribers of a session's output: a position is an offset. */
final class OutputCrowd extends Crowd<OutputCrowd.Subscriber> {
    /** Frames in one turn, so that the other clients of the loop have theirs. */
    private static final int FRAMES_A_TURN = 4;

    /** One client. */
    static final class Subscriber extends Crowd.Member {
        private final boolean binary;
        private long position;
        private boolean afterGap;

        Subscriber(Outlet outlet, boolean binary, long position) {
            super(outlet);
            this.binary = binary;
            this.position = position;
        }

        long position() {
            return position;
        }

        void moveTo(long offset) {
            position = offset;
        }

        private OutputFrames.Form form() {
            if (binary) {
                return OutputFrames.Form.BINARY;
            }
            return afterGap ? OutputFrames.Form.JSON_REPLAY : OutputFrames.Form.JSON;
        }
    }

    private final OutputFrames frames;
    private final OutputFrames.Scratch scratch;
    private final ByteBufAllocator allocator;
    private final ByteCursor wakeUp;

    /** The least position of those who have caught up; no wake-up may wait for more than that. */
    private long caughtUp;

    OutputCrowd(
            EventLoop loop,
            Session session,
            OutputFrames frames,
            OutputFrames.Scratch scratch,
            ByteBufAllocator allocator) {
        super(loop);
        this.frames = frames;
        this.scratch = scratch;
        this.allocator = allocator;
        this.wakeUp = session.output().cursor(session.output().end());
    }

    @Override
    void changed(int by) {
        frames.changed(by);
    }

    @Override
    void look() {
        caughtUp = Long.MAX_VALUE;
    }

    @Override
    Served serve(Subscriber subscriber) {
        for (int i = 0; i < FRAMES_A_TURN; i++) {
            if (!subscriber.outlet.isReady()) {
                return Served.SLOW;
            }
            switch (frames.next(subscriber.position, subscriber.form(), scratch)) {
                case OutputFrames.Next.Chunk(var frame, long end) -> {
                    subscriber.outlet.write(frame);
                    subscriber.position = end;
                    subscriber.afterGap = false;
                }
                case OutputFrames.Next.Gap(long to) -> {
                    subscriber.outlet.writeGap(
                            Frames.text(allocator, Wire.gap(Channel.PTY.name(), subscriber.position, to)));
                    subscriber.position = to;
                    subscriber.afterGap = true;
                }
                case OutputFrames.Next.NothingYet() -> {
                    caughtUp = Math.min(caughtUp, subscriber.position);
                    return Served.CAUGHT_UP;
                }
                case OutputFrames.Next.End() -> {
                    return Served.ENDED;
                }
            }
        }
        return Served.MORE;
    }

    @Override
    boolean onMore(Runnable wake) {
        wakeUp.moveTo(caughtUp);
        return wakeUp.onReady(wake);
    }

    @Override
    public void close() {
        wakeUp.close();
    }
}
