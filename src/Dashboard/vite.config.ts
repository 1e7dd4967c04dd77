import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// Where the API listens while the web app is developed with `npm run dev`.
const api = process.env['PLATFORM_API'] ?? 'http://127.0.0.1:5080';
const proxy = {
  '/api': api,
  '/docs': api,
  '/openapi': api,
  '/health': api,
  '/live': { target: api, ws: true },
};

export default defineConfig({
  plugins: [react()],
  build: { outDir: 'dist', sourcemap: false, chunkSizeWarningLimit: 900 },
  server: { port: 5173, proxy },
  preview: { port: 5173, proxy },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
});
