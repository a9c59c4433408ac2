// Drives a session with ws and @grpc/grpc-js: node clients.mjs URL SOCKET PROTO
import WebSocket from 'ws';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const [url, socket, proto] = process.argv.slice(2);
const timer = setTimeout(() => { console.error('nothing came for 60 s'); process.exit(1); }, 60000);

function check(condition, what) {
    if (!condition) throw new Error(what);
}

// Types into the session and waits until the output has it.
async function webSocket(address) {
    const client = new WebSocket(address);
    let output = '';
    await new Promise((resolve, reject) => {
        client.on('error', reject);
        client.on('open', () =>
            client.send(JSON.stringify({event: 'input:send', request_id: 'one', text: 'echo w$((20+22))s', enter: true})));
        client.on('message', (data) => {
            const message = JSON.parse(data);
            if (message.event === 'input:sent') check(message.request_id === 'one', 'request_id is not echoed');
            if (message.event === 'pty') output += Buffer.from(message.data, 'base64').toString();
            if (output.includes('w42s')) resolve();
        });
    });
    client.close();
}

function rpc(client, method, request) {
    return new Promise((resolve, reject) =>
        client[method](request, (error, answer) => (error ? reject(error) : resolve(answer))));
}

async function overGrpc(address) {
    const {coop} = grpc.loadPackageDefinition(loader.loadSync(proto, {keepCase: true}));
    const client = new coop.v1.Coop(address, grpc.credentials.createInsecure());
    check((await rpc(client, 'GetHealth', {})).status === 'running', 'health over gRPC');
    await rpc(client, 'SendInput', {text: 'echo g$((20+22))c', enter: true});
    const stream = client.StreamOutput({from_offset: 0});
    let output = '';
    await new Promise((resolve, reject) => {
        stream.on('error', reject);
        stream.on('data', (chunk) => {
            output += chunk.data.toString();
            if (output.includes('g42c')) resolve();
        });
    });
    stream.on('error', () => {});
    stream.cancel();
    const refused = await rpc(client, 'SendSignal', {signal: 'nope'}).catch((error) => error);
    check(refused.code === grpc.status.INVALID_ARGUMENT, `a bad signal is ${refused.code} over gRPC`);
    client.close();
}

await webSocket(`${url.replace('http', 'ws')}/ws?subscribe=pty`);
await webSocket(`ws+unix:${socket}:/ws?subscribe=pty`);
const foreign = await new Promise((resolve) => {
    const page = new WebSocket(`${url.replace('http', 'ws')}/ws`, {origin: 'https://evil.example'});
    page.on('unexpected-response', (_, response) => resolve(response.statusCode));
    page.on('open', () => resolve(101));
    page.on('error', () => {});
});
check(foreign === 403, `a foreign page's handshake is answered ${foreign}`);
await overGrpc(url.replace('http://', ''));
await overGrpc(`unix:${socket}`);
clearTimeout(timer);
process.exit(0);
