// The page: a session's terminal, what its agent does, keys, files, and a form for the token where one is asked for.

import {FitAddon} from './addon-fit.mjs';
import {Unicode11Addon} from './addon-unicode11.mjs';
import {Link} from './link.js';
import {Terminal} from './xterm.mjs';

/** Output that xterm.js has not worked on yet: at the upper mark the host stops, below the lower one it goes on. */
const HIGH_WATER_BYTES = 4 << 20;
const LOW_WATER_BYTES = 1 << 20;
const SCROLLBACK_LINES = 5000;
/** Bytes of one message: what is pasted may be longer than the host takes at once. */
const INPUT_CHUNK_BYTES = 64 << 10;
/** What the host takes. */
const MAX_UPLOAD_BYTES = 10 << 20;

const element = (id) => document.getElementById(id);
const [name, state, reason, status, notice, login] =
    ['name', 'state', 'reason', 'link', 'notice', 'login'].map(element);

const terminal = new Terminal({
    allowProposedApi: true, // for the widths of characters
    cursorBlink: true,
    disableStdin: true,
    fontFamily: 'ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace',
    fontSize: 14,
    scrollback: SCROLLBACK_LINES,
    theme: {background: '#14171a'},
});
const fit = new FitAddon();
terminal.loadAddon(fit);
terminal.loadAddon(new Unicode11Addon());
terminal.unicode.activeVersion = '11';
answerNothing(terminal.parser);
terminal.open(element('screen'));

/** coop answers the program's questions about its terminal; a second answer would be typed into the program. */
function answerNothing(parser) {
    const known = () => true;
    for (const prefix of ['', '>', '=']) parser.registerCsiHandler({prefix, final: 'c'}, known); // device attributes
    for (const prefix of ['', '?']) {
        parser.registerCsiHandler({prefix, final: 'n'}, known); // status, place of the cursor
        parser.registerCsiHandler({prefix, intermediates: '$', final: 'p'}, known); // modes
    }
    parser.registerCsiHandler({prefix: '>', final: 'q'}, known); // version
    parser.registerCsiHandler({final: 't'}, known); // window
    parser.registerDcsHandler({intermediates: '$', final: 'q'}, known); // settings
    for (const colours of [4, 10, 11, 12]) parser.registerOscHandler(colours, (data) => data.includes('?'));
}

const bytesOf = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
const base64Of = (bytes) => btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(''));

let unwritten = 0;

const screen = {
    show(dump) {
        terminal.reset();
        terminal.resize(dump.cols, dump.rows);
        terminal.write(bytesOf(dump.data));
    },
    feed(bytes) {
        unwritten += bytes.length;
        if (unwritten > HIGH_WATER_BYTES) link.pause();
        terminal.write(bytes, () => {
            unwritten -= bytes.length;
            if (unwritten < LOW_WATER_BYTES) link.resume();
        });
    },
    isSized(size) {
        return terminal.cols === size.cols && terminal.rows === size.rows;
    },
};

const link = new Link(new URLSearchParams(location.search).get('session') || null, screen, {
    opened() {
        wished = '';
        wishForSize();
    },
    connected() {
        show('connected', 'connected');
        terminal.focus();
    },
    waiting(ms) {
        show('waiting', `not connected; next try in ${(ms / 1000).toFixed(1)} s`);
    },
    barred(message) {
        show('barred', message);
    },
    refused(error) {
        // A size that nobody takes changes nothing that is seen here.
        if (error.request_id !== 'resize') notice.value = error.hint ? `${error.message} (${error.hint})` : error.message;
    },
    unknown(message) {
        show('unknown', 'a token is needed');
        element('refusal').textContent = message;
        login.hidden = false;
        element('token').focus();
    },
    heard,
});

function heard(message) {
    switch (message.event) {
        case 'health':
            name.textContent = message.session ?? 'coop';
            document.title = `${name.textContent} – coop`;
            break;
        case 'transition':
        case 'exit':
            link.send('agent:get');
            break;
        case 'agent':
            state.textContent = state.dataset.state = message.state;
            reason.textContent = reason.title = why(message);
            break;
    }
}

function why(agent) {
    if (agent.exit_code !== undefined) return `exit code ${agent.exit_code}`;
    if (agent.signal !== undefined) return `signal ${agent.signal}`;
    if (agent.prompt) return agent.prompt.input ?? agent.prompt.type;
    if (agent.error_detail) return agent.error_detail;
    return agent.detection_cause;
}

function show(what, words) {
    const connected = what === 'connected';
    status.dataset.state = what;
    status.textContent = words;
    terminal.options.disableStdin = !connected;
    for (const key of element('keys').children) key.disabled = !connected;
}

function type(bytes) {
    for (let from = 0; from < bytes.length; from += INPUT_CHUNK_BYTES) {
        link.send('input:send:raw', {data: base64Of(bytes.subarray(from, from + INPUT_CHUNK_BYTES))});
    }
}
terminal.onData((text) => type(new TextEncoder().encode(text)));
terminal.onBinary((text) => type(Uint8Array.from(text, (c) => c.charCodeAt(0))));

let wished = '';

/** The host gives the terminal the size that all who look at it can show. */
function wishForSize() {
    const size = fit.proposeDimensions();
    if (!size || !(size.cols > 0 && size.rows > 0) || wished === `${size.cols}x${size.rows}`) return;
    if (link.send('resize', {cols: size.cols, rows: size.rows})) wished = `${size.cols}x${size.rows}`;
}
new ResizeObserver(() => requestAnimationFrame(wishForSize)).observe(element('screen'));

element('keys').addEventListener('click', (event) => {
    const key = event.target.dataset.key;
    if (key) link.send('keys:send', {keys: [key]});
    terminal.focus();
});

login.addEventListener('submit', (event) => {
    event.preventDefault();
    link.token = element('token').value;
    element('token').value = '';
    login.hidden = true;
    link.open();
});

const target = element('screen');
const dragged = (event) => event.dataTransfer?.types.includes('Files');
document.addEventListener('dragover', (event) => {
    if (dragged(event)) event.preventDefault();
    target.classList.toggle('target', dragged(event));
});
document.addEventListener('dragleave', () => target.classList.remove('target'));
document.addEventListener('drop', async (event) => {
    if (!dragged(event)) return;
    event.preventDefault();
    target.classList.remove('target');
    for (const file of event.dataTransfer.files) notice.value = await upload(file);
});

/** In base64, as the browser makes it: of 10 MiB by hand would take the page seconds. */
function contentOf(file) {
    return new Promise((resolve, reject) => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
        reader.onerror = () => reject(reader.error);
        reader.readAsDataURL(file);
    });
}

/** What became of it, in words. */
async function upload(file) {
    if (file.size > MAX_UPLOAD_BYTES) return `${file.name} has more than 10 MiB`;
    notice.value = `sending ${file.name} …`;
    try {
        const data = await contentOf(file);
        const answer = await fetch(link.path('upload'), {
            method: 'POST',
            headers: {'Content-Type': 'application/json', ...link.authorization},
            body: JSON.stringify({filename: file.name, data}),
        });
        const said = await answer.json();
        return answer.ok ? `${file.name} is now ${said.path}` : `${file.name}: ${said.error.message}`;
    } catch {
        return `${file.name} could not be sent`;
    }
}

show('waiting', 'connecting');
link.open();
