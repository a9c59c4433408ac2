// The connection to one session, and what it takes that the screen shows everything once: the screen as it is, then the
// output from there on, and the screen again wherever something is missing.

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10_000;
/** A host that has said nothing for so long is asked whether it is there, */
const PING_AFTER_MS = 30_000;
/** and one that does not answer that is not. */
const DEAD_AFTER_MS = 45_000;
const LOOK_EVERY_MS = 5_000;
/** Bytes before the output in a binary message: its offset. */
const HEAD_BYTES = 8;
/** RFC 6455: we are not wanted. */
const POLICY = 1008;
/** Answers of HTTP that don't change by asking again. */
const FINAL = [400, 403, 404];

/** Where something of the host is, wherever this page was loaded from. */
export function place(path) {
    return new URL(path, document.baseURI);
}

export class Link {
    /**
     * @param session its name; null for the only or oldest one
     * @param screen what shows it: show(dump), feed(bytes), isSized(size)
     * @param page what hears of the rest: connected(), opened(), waiting(ms), refused(message), barred(message),
     *     unknown(message), heard(message)
     */
    constructor(session, screen, page) {
        this.session = session;
        this.screen = screen;
        this.page = page;
        this.token = '';
        this.delay = FIRST_DELAY_MS;
        /** The offset behind what is shown; -1 while nothing is. */
        this.position = -1;
        this.sessionId = '';
        this.socket = null;
        setInterval(() => this.#look(), LOOK_EVERY_MS);
    }

    get authorization() {
        return this.token ? {Authorization: `Bearer ${this.token}`} : {};
    }

    /** The path of an operation of this session. */
    path(operation) {
        return place(`api/v1/${this.session === null ? '' : `sessions/${encodeURIComponent(this.session)}/`}${operation}`);
    }

    open() {
        clearTimeout(this.timer);
        const url = place('ws?binary=true&attach=true&subscribe=state');
        url.protocol = url.protocol.replace('http', 'ws');
        if (this.session !== null) url.searchParams.set('session', this.session);
        const socket = new WebSocket(url);
        socket.binaryType = 'arraybuffer';
        this.socket = socket;
        this.feeding = false;
        this.paused = false;
        this.asked = false;
        this.outdated = false;
        this.heardAt = Date.now();
        let opened = false;
        socket.onopen = () => {
            opened = true;
            if (this.token) this.send('auth', {token: this.token});
            this.page.opened();
            this.send('health:get');
        };
        socket.onmessage = (message) => {
            if (socket !== this.socket) return;
            this.heardAt = Date.now();
            if (message.data instanceof ArrayBuffer) this.#output(message.data);
            else this.#hear(JSON.parse(message.data));
        };
        socket.onclose = (close) => {
            if (socket === this.socket) this.#closed(opened, close);
        };
    }

    /** Says something, if somebody listens; otherwise false. */
    send(event, fields = {}) {
        if (this.socket?.readyState !== WebSocket.OPEN) return false;
        this.socket.send(JSON.stringify({event, request_id: event, ...fields}));
        return true;
    }

    /** No more output, until {@link resume}: the screen has enough to do. */
    pause() {
        if (!this.feeding) return;
        this.feeding = false;
        this.paused = true;
        this.send('unsubscribe', {channels: ['pty']});
    }

    resume() {
        if (!this.paused) return;
        this.paused = false;
        this.#subscribe();
    }

    /** Ends the connection for good, or until the next {@link open}. */
    close() {
        const socket = this.socket;
        this.socket = null;
        socket?.close();
    }

    #output(data) {
        if (!this.feeding) return;
        const offset = Number(new DataView(data).getBigUint64(0));
        const bytes = new Uint8Array(data, HEAD_BYTES);
        const known = this.position - offset;
        if (known < 0) {
            this.#askForDump();
        } else if (known < bytes.length) {
            this.position = offset + bytes.length;
            this.screen.feed(bytes.subarray(known));
        }
    }

    #hear(message) {
        switch (message.event) {
            case 'health':
                this.#begin(message);
                break;
            case 'dump':
                this.asked = false;
                this.position = message.offset;
                this.screen.show(message);
                this.#subscribe();
                if (this.outdated) this.#askForDump();
                break;
            case 'subscribed':
                if (message.offset === this.position) this.#caughtUp();
                else this.#askForDump();
                break;
            case 'gap':
                if (message.channel === 'pty' && message.to > this.position) {
                    this.feeding = false;
                    this.#askForDump();
                }
                break;
            case 'resized':
                // The answer to a request says what we wished for; the news, which have a number, what there is.
                if (message.seq !== undefined && !this.screen.isSized(message)) {
                    // A dump that is under way may be of the size before.
                    this.outdated = this.asked;
                    this.#askForDump();
                }
                break;
            case 'error':
                this.#refused(message);
                break;
            default:
                this.page.heard(message);
        }
    }

    /** After a break it goes on where it was, if it is still the same terminal. */
    #begin(health) {
        const size = {cols: health.terminal_cols, rows: health.terminal_rows};
        const same = health.session_id === this.sessionId && this.position >= 0 && this.screen.isSized(size);
        this.sessionId = health.session_id;
        this.page.heard(health);
        if (same) this.#subscribe();
        else this.#askForDump();
    }

    #subscribe() {
        this.feeding = false;
        this.send('subscribe', {channels: ['pty'], offset: this.position});
    }

    #askForDump() {
        if (this.asked) return;
        this.asked = true;
        this.outdated = false;
        this.send('dump:get');
    }

    #caughtUp() {
        this.feeding = true;
        this.delay = FIRST_DELAY_MS;
        this.page.connected();
    }

    #refused(error) {
        if (error.code === 'UNAUTHORIZED') {
            this.close();
            this.page.unknown(error.request_id === 'auth' || this.token ? error.hint ?? error.message : '');
        } else if (error.request_id === 'dump:get') {
            this.close();
            this.page.barred(error.message);
        } else {
            this.page.refused(error);
        }
    }

    async #closed(opened, close) {
        this.socket = null;
        if (close.code === POLICY) {
            this.page.unknown(close.reason);
            return;
        }
        if (opened || await this.#mayTryAgain()) {
            this.page.waiting(this.delay);
            this.timer = setTimeout(() => this.open(), this.delay);
            this.delay = Math.min(2 * this.delay, LONGEST_DELAY_MS);
        }
    }

    /** A browser does not tell why a WebSocket was refused; the same question over HTTP does. */
    async #mayTryAgain() {
        try {
            const answer = await fetch(this.path('status'), {headers: this.authorization});
            if (answer.status === 401) {
                this.page.unknown(this.token ? (await answer.json()).error.hint : '');
                return false;
            }
            if (FINAL.includes(answer.status)) {
                this.page.barred((await answer.json()).error.message);
                return false;
            }
        } catch {
            // Nobody there: that changes.
        }
        return true;
    }

    #look() {
        const silence = Date.now() - this.heardAt;
        if (this.socket?.readyState !== WebSocket.OPEN || silence < PING_AFTER_MS) return;
        if (silence > DEAD_AFTER_MS) {
            const socket = this.socket;
            this.socket = null;
            socket.close();
            this.#closed(true, {});
        } else {
            this.send('ping');
        }
    }
}
