package dev.coop.transport;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks after what is open, now and then: one timer for all of it, and none while there is nothing. Whoever starts and
 * stops it does not do both at once.
 */
public final class Sweep {
    /** No deadline that is looked at in sweeps is kept more exactly, and no revoked token ends its streams sooner. */
    public static final Duration INTERVAL = Duration.ofSeconds(5);

    private final EventExecutor loop;
    private final Duration interval;
    private final Runnable look;
    private @Nullable ScheduledFuture<?> timer;

    /** @param look is done on {@code loop} */
    public Sweep(EventExecutor loop, Duration interval, Runnable look) {
        this.loop = loop;
        this.interval = interval;
        this.look = look;
    }

    /** There is something; again is nothing new. */
    public void start() {
        if (timer == null) {
            timer = loop.scheduleWithFixedDelay(look, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** There is nothing left. */
    public void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
