// Runs exported models as any program would, with the defaults of onnxruntime-node. The argument is a JSON file with a list of jobs:
// { model, results, inputs: [{ name, type, dims, hex | texts }] }; numbers are the hex of their little-endian bytes, both ways.
import { readFileSync, writeFileSync } from 'node:fs';
import ort from 'onnxruntime-node';

const arrays = { float32: Float32Array, float64: Float64Array };
for (const { model, inputs, results } of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  const session = await ort.InferenceSession.create(model);
  const feeds = {};
  for (const { name, type, dims, hex, texts } of inputs) {
    feeds[name] = new ort.Tensor(type, texts ?? new arrays[type](Uint8Array.from(Buffer.from(hex, 'hex')).buffer), dims);
  }
  const outputs = await session.run(feeds);
  writeFileSync(results, JSON.stringify(session.outputNames.map(name => {
    const { type, dims, data } = outputs[name];
    return { name, type, dims, ...(type === 'string' ? { texts: data } : { hex: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex') }) };
  })));
  await session.release();
}
