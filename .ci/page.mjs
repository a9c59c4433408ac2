// Uses the web page as a person would, in Chromium: node page.mjs COOP
import {spawn, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {createServer} from 'node:http';
import {connect, createServer as createTcpServer} from 'node:net';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import puppeteer from 'puppeteer-core';

const [coop] = process.argv.slice(2);
const PATIENCE_MS = 60_000;
const TOKEN = 'a-token-for-the-page';
const timer = setTimeout(() => end('nothing came to an end for 10 minutes'), 600_000);
const ends = [];

async function end(failure) {
    clearTimeout(timer);
    for (const each of ends.reverse()) await each();
    if (failure) console.error(failure);
    process.exit(failure ? 1 : 0);
}

function check(condition, what) {
    if (!condition) throw new Error(what);
}

/** A host with bash in it; its URL and process. */
async function host(name, environment = {}, port = 0) {
    const process_ = spawn(
        coop,
        ['--port', String(port), '--name', name, '--', 'bash', '--norc', '-i'],
        {env: {...process.env, PS1: 'ready> ', ...environment}, stdio: ['ignore', 'ignore', 'pipe']});
    let said = '';
    const url = await new Promise((resolve, reject) => {
        process_.stderr.on('data', (data) => {
            said += data;
            const at = said.match(/listening on (http:\S+)/);
            if (at) resolve(at[1]);
        });
        process_.on('exit', () => reject(new Error(`coop ended: ${said}`)));
    });
    ends.push(async () => {
        if (process_.exitCode !== null) return;
        process_.kill();
        await once(process_, 'exit');
    });
    return {url, process: process_, port: Number(new URL(url).port)};
}

const browser = await puppeteer.launch({
    executablePath: '/usr/bin/chromium',
    // As root in a container there is no sandbox to be had; nothing is loaded but what is made here.
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking'],
});
ends.push(() => browser.close());

/** A page that notes what it should not do: other requests than to its host, and what breaks its own rules. */
async function open(url, size = {width: 1000, height: 700}) {
    const page = await (await browser.createBrowserContext()).newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.setViewport(size);
    page.faults = [];
    page.on('request', (asked) => {
        if (new URL(asked.url()).origin !== new URL(url).origin) page.faults.push(`asks for ${asked.url()}`);
    });
    page.on('pageerror', (error) => page.faults.push(`throws ${error}`));
    page.on('console', (message) => {
        if (/Content Security Policy|Refused to/.test(message.text())) page.faults.push(message.text());
    });
    await page.goto(url);
    return page;
}

const shown = (page) => page.$eval('.xterm-rows', (rows) => rows.innerText);

async function shows(page, text) {
    try {
        await page.waitForFunction(
            (wanted) => document.querySelector('.xterm-rows')?.innerText.replaceAll('\u00a0', ' ').includes(wanted),
            {polling: 100}, text);
    } catch (error) {
        throw new Error(`'${text}' is not shown, but:\n${await shown(page).catch(() => error)}`);
    }
}

async function linkIs(page, state) {
    await page.waitForSelector(`#link[data-state="${state}"]`).catch(async () => {
        throw new Error(`not ${state}: ${await page.$eval('#link', (link) => link.outerHTML)}`);
    });
}

async function line(page, text) {
    await page.focus('.xterm-helper-textarea');
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
}

/** The number behind the word, where it was printed last. */
async function number(page, word) {
    const found = await page.waitForFunction(
        (wanted) => [...document.querySelector('.xterm-rows').innerText.replaceAll('\u00a0', ' ')
            .matchAll(new RegExp(`${wanted} (\\d+)`, 'g'))].at(-1)?.[1],
        {polling: 100}, word);
    return Number(await found.jsonValue());
}

const steps = {
    async 'what is typed is seen, and so is what comes of it'() {
        await linkIs(work, 'connected');
        await line(work, 'echo "seen $((6 * 7))"');
        await shows(work, 'seen 42');
        check(await work.title() === 'page – coop', `the title is ${await work.title()}`);
        await work.waitForSelector('#state[data-state="idle"]');
    },

    async 'the program sees the size of the window, and another one'() {
        await line(work, 'echo "first $(stty size | cut -d" " -f2)"');
        const before = await number(work, 'first');
        await work.setViewport({width: 600, height: 500});
        await work.waitForFunction((cols) => document.querySelector('.xterm-rows').clientWidth < 600, {polling: 100}, before);
        await line(work, 'echo "then $(stty size | cut -d" " -f2)"');
        const after = await number(work, 'then');
        check(after < before && after > 40, `${before} columns became ${after}`);
    },

    async 'the smaller of two windows counts, until it is closed'() {
        const small = await open(`${here.url}/?session=page`, {width: 400, height: 300});
        await linkIs(small, 'connected');
        await line(small, 'echo "small $(stty size | cut -d" " -f2)"');
        check(await number(work, 'small') < await number(work, 'then'), 'the smaller window does not count');
        await small.close();
        await line(work, 'echo "alone $(stty size | cut -d" " -f2)"');
        check(await number(work, 'alone') === await number(work, 'then'), 'the smaller window still counts');
    },

    async 'after a reload the screen is what it was'() {
        await line(work, "printf 'gr\\303\\274n \\033[32mgreen\\033[0m \\346\\274\\242\\n'");
        await shows(work, 'grün green 漢');
        await work.reload();
        await linkIs(work, 'connected');
        await shows(work, 'grün green 漢');
        await line(work, 'echo "again $((7 * 6))"');
        await shows(work, 'again 42');
    },

    async 'the keys are pressed'() {
        await line(work, "sh -c 'echo as$((1))leep; exec sleep 1000'");
        await shows(work, 'as1leep');
        await work.click('[data-key="ctrl-c"]');
        await line(work, 'echo "code $?"');
        await shows(work, 'code 130');
        await work.click('[data-key="up"]');
        await work.click('[data-key="enter"]');
        await work.waitForFunction(
            () => document.querySelector('.xterm-rows').innerText.replaceAll('\u00a0', ' ').match(/code \d+/g).length > 1,
            {polling: 100});
    },

    async 'questions to the terminal are answered once, and not by the page'() {
        await line(work, "clear; printf '\\033[c\\033[6n\\033]11;?\\007'; IFS= read -rs -t 2 -d '' all; " +
            'echo "asked $(printf %s "$all" | tr -cd c | wc -c) $(printf %s "$all" | tr -cd R | wc -c)"');
        await shows(work, 'asked 1 1');
    },

    async 'what the program asks is shown beside its state'() {
        const asked = Buffer.from('may I?').toString('base64');
        await line(work, `clear; printf '\\033]7501;state=blocked:kind=permission:msg=${asked}\\033\\\\'`);
        await work.waitForSelector('#state[data-state="prompt"]');
        await work.waitForFunction(() => document.getElementById('reason').textContent === 'may I?', {polling: 100});
        await line(work, "printf '\\033]7501;state=clear\\033\\\\'");
        await work.waitForSelector('#state[data-state="idle"]');
    },

    async 'a flood does not hold the page up'() {
        await line(work, 'clear; seq 2000000 | tail -n 1900000; echo "flood $((40 + 2))"');
        await shows(work, 'flood 42');
    },

    async 'a dropped file is where the program can read it, up to 10 MiB'() {
        const drop = async (name, text, times) => {
            await work.evaluate((name, text, times) => {
                const files = new DataTransfer();
                files.items.add(new File([text.repeat(times)], name));
                document.getElementById('screen').dispatchEvent(
                    new DragEvent('drop', {dataTransfer: files, bubbles: true, cancelable: true}));
            }, name, text, times);
            await work.waitForFunction(
                (begin) => document.getElementById('notice').value.startsWith(begin), {polling: 100}, `${name} is now`);
            return readFileSync((await work.$eval('#notice', (notice) => notice.value)).split(' is now ')[1], 'utf8');
        };
        check(await drop('note.txt', 'dropped\u0000\u00ff', 1) === 'dropped\u0000\u00ff', 'a small file has changed');
        check(await drop('large.txt', '0123456789abcdef', 10 << 16) === '0123456789abcdef'.repeat(10 << 16),
            'a large file has changed');
    },

    async 'a long paste is typed whole'() {
        // The shell takes pastes in brackets, and head does not: it has to be there first. Without the echo, which the
        // kernel may still write round what head's end brings.
        await line(work, 'clear; stty -echo; echo be$((1))gin; head -c 300000 | md5sum; stty echo');
        await shows(work, 'be1gin');
        await work.evaluate(() => {
            const pasted = new DataTransfer();
            pasted.setData('text/plain', `${'x'.repeat(99)}\n`.repeat(3000));
            document.querySelector('.xterm-helper-textarea').dispatchEvent(
                new ClipboardEvent('paste', {clipboardData: pasted, bubbles: true}));
        });
        await shows(work, createHash('md5').update(`${'x'.repeat(99)}\n`.repeat(3000)).digest('hex'));
    },

    async 'when the connection is cut the page comes back, and misses nothing'() {
        const cut = await relay(here.port);
        const page = await open(`${cut.url}/?session=page`);
        await linkIs(page, 'connected');
        await line(page, 'clear; echo "before $((20 + 1))"');
        await shows(page, 'before 21');
        await cut.close();
        await linkIs(page, 'waiting');
        await line(work, 'echo "meanwhile $((20 + 2))"');
        await shows(work, 'meanwhile 22');
        await cut.listen();
        await linkIs(page, 'connected');
        await shows(page, 'meanwhile 22');
        await line(page, 'echo "after $((20 + 3))"');
        await shows(page, 'after 23');
        await faultless(page);
        await page.close();
        await cut.close();
    },

    async 'another host on the same port is shown from its beginning'() {
        const first = await host('first');
        const page = await open(first.url);
        await linkIs(page, 'connected');
        await line(page, 'echo "old $((1 + 1))"');
        await shows(page, 'old 2');
        first.process.kill();
        await once(first.process, 'exit');
        await linkIs(page, 'waiting');
        await host('second', {}, first.port);
        await linkIs(page, 'connected');
        await page.waitForFunction(() => document.getElementById('name').textContent === 'second', {polling: 100});
        check(!(await shown(page)).includes('old'), 'the old screen is still shown');
        await page.close();
    },

    async 'a session that is not there is said not to be there'() {
        const page = await open(`${here.url}/?session=nobody`);
        await linkIs(page, 'barred');
        check((await page.$eval('#link', (link) => link.textContent)).includes('no session'), 'it does not say why');
        await page.close();
    },

    async 'coop open names the page'() {
        const {stderr} = spawnSync(coop, ['open', 'page'], {env: {...process.env, BROWSER: 'true'}, encoding: 'utf8'});
        check(stderr === `Opening ${here.url}/\n`, stderr);
    },

    async 'with a token the page asks for it, and keeps it to itself'() {
        const closed = await host('closed', {COOP_AUTH_TOKEN: TOKEN});
        const page = await open(closed.url);
        const asked = [];
        page.on('request', (request_) => asked.push(request_.url()));
        await linkIs(page, 'unknown');
        await page.type('#token', 'wrong');
        await page.keyboard.press('Enter');
        await page.waitForFunction(() => document.getElementById('refusal').textContent !== '', {polling: 100});
        await page.waitForSelector('#login:not([hidden])');
        await page.type('#token', TOKEN);
        await page.keyboard.press('Enter');
        await linkIs(page, 'connected');
        await line(page, 'echo "let in $((6 * 7))"');
        await shows(page, 'let in 42');
        const kept = await page.evaluate(() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie,
            location.href, document.documentElement.outerHTML]));
        check(!kept.includes(TOKEN) && !asked.some((url) => url.includes(TOKEN)), 'the token is kept or in a URL');
        await faultless(page);
        await page.close();
    },

    async 'a page from elsewhere can neither connect nor ask nor show ours'() {
        const other = createServer((_, answer) => {
            answer.setHeader('Content-Type', 'text/html');
            answer.end('<!doctype html><title>elsewhere</title>');
        });
        other.listen(0, '127.0.0.1');
        await once(other, 'listening');
        const page = await (await browser.createBrowserContext()).newPage();
        await page.goto(`http://127.0.0.1:${other.address().port}/`);
        const got = await page.evaluate(async (url) => {
            const socket = await new Promise((resolve) => {
                const tried = new WebSocket(`${url.replace('http', 'ws')}/ws?subscribe=pty`);
                tried.onopen = () => resolve('open');
                tried.onerror = () => resolve('refused');
            });
            const ask = (path, options) => fetch(url + path, options).then((answer) => answer.type, () => 'refused');
            const frame = document.createElement('iframe');
            frame.src = url;
            await new Promise((resolve) => {
                frame.onload = resolve;
                document.body.append(frame);
            });
            return [
                socket,
                await ask('/api/v1/screen/text'),
                await ask('/api/v1/input', {method: 'POST', body: '{"text":"echo ha$((1))cked","enter":true}',
                    headers: {'Content-Type': 'application/json'}}),
                await ask('/api/v1/openapi.json'),
            ];
        }, here.url);
        check(got.every((each) => each === 'refused'), `from elsewhere: ${got}`);
        // What a page may send to anybody without being asked arrives, and must not be done.
        await page.evaluate((url) => fetch(`${url}/api/v1/input`, {
            method: 'POST', mode: 'no-cors', body: '{"text":"echo ha$((1))cked","enter":true}'}).catch(() => {}), here.url);
        const inside = page.frames().find((frame) => frame !== page.mainFrame());
        check(!inside.url().startsWith(here.url), 'our page is shown in a frame of another');
        await line(work, 'echo "still $((6 * 7))"');
        await shows(work, 'still 42');
        check(!(await shown(work)).includes('ha1cked'), 'a page from elsewhere types');
        await page.close();
        other.close();
    },

    async 'nothing was asked of anybody but the host, and no rule of the page was broken'() {
        await faultless(work);
    },

    async 'the end of the program is shown'() {
        await line(work, 'exit 7');
        await work.waitForSelector('#state[data-state="exited"]');
        await work.waitForFunction(() => document.getElementById('reason').textContent === 'exit code 7', {polling: 100});
    },
};

async function faultless(page) {
    check(page.faults.length === 0, page.faults.join('\n'));
}

/** Something between browser and host that can be cut. */
async function relay(port) {
    const sockets = new Set();
    const server = createTcpServer((near) => {
        const far = connect(port, '127.0.0.1');
        for (const [socket, other] of [[near, far], [far, near]]) {
            sockets.add(socket);
            socket.on('error', () => {});
            socket.on('close', () => {
                sockets.delete(socket);
                other.destroy();
            });
            socket.pipe(other);
        }
    });
    const listen = async (at) => {
        server.listen(at, '127.0.0.1');
        await once(server, 'listening');
    };
    await listen(0);
    const at = server.address().port;
    return {
        url: `http://127.0.0.1:${at}`,
        listen: () => listen(at),
        async close() {
            if (!server.listening) return;
            sockets.forEach((socket) => socket.destroy());
            server.close();
            await once(server, 'close');
        },
    };
}

/** What was lost can be lost on either side of the connection. */
async function asTheHostSeesIt() {
    const ask = (path) => fetch(here.url + path).then((answer) => answer.text(), String);
    return here ? `the host's own view:\n${await ask('/api/v1/status')}\n${await ask('/api/v1/screen/text')}` : '';
}

let step = 'start';
let here;
let work;
try {
    here = await host('page');
    work = await open(`${here.url}/?session=page`);
    for (step of Object.keys(steps)) {
        const begin = Date.now();
        await steps[step]();
        console.log(`${step} (${Date.now() - begin} ms)`);
    }
    await end();
} catch (error) {
    await end(`failed: ${step}\n${error.stack}\n${await asTheHostSeesIt()}`);
}
