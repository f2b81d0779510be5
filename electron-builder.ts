import type { Configuration } from 'electron-builder';

/**
 * Every fuse is decided here. `CORDBOARD_INSPECTABLE=1` leaves the inspector switchable on, which
 * Playwright needs to drive a packed program; it is for testing one, never for a release.
 */
const electronFuses: Required<NonNullable<Configuration['electronFuses']>> = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: process.env['CORDBOARD_INSPECTABLE'] === '1',
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
  resetAdHocDarwinSignature: true,
};

/** SQLite for other systems than the one that is packed for. */
const FOREIGN_SQLITE =
  // eslint-disable-next-line no-template-curly-in-string -- electron-builder fills in platform and arch
  '!node_modules/@photostructure/sqlite/prebuilds/!(${platform}-${arch})/**';

/** bufferutil for other systems, and its sources. */
const FOREIGN_BUFFERUTIL = [
  // eslint-disable-next-line no-template-curly-in-string -- electron-builder fills in platform and arch
  '!node_modules/bufferutil/prebuilds/!(${platform}-${arch})/**',
  '!node_modules/bufferutil/{src,src/**,binding.gyp}',
];

/** onnxruntime for other systems than the one that is packed for. */
const FOREIGN_ONNXRUNTIME = [
  // eslint-disable-next-line no-template-curly-in-string -- electron-builder fills in the platform
  '!node_modules/onnxruntime-node/bin/napi-v6/!(${platform})/**',
  // eslint-disable-next-line no-template-curly-in-string -- electron-builder fills in platform and arch
  '!node_modules/onnxruntime-node/bin/napi-v6/${platform}/!(${arch})/**',
];

/**
 * What `npm run dist` packs. AppImage, nsis and dmg need tools that electron-builder downloads, so
 * they are made on release machines; everywhere else the `dir` target is asked for by name.
 */
const configuration: Configuration = {
  // As electron/appId.ts tells it to Windows.
  appId: 'invalid.cordboard.console',
  productName: 'Cordboard',
  copyright: 'Copyright © The Cordboard developers (MIT license)',
  directories: { output: 'dist', buildResources: 'build' },
  // An allow-list: no sources, tests, source maps or settings get into the program. The packages
  // under `dependencies` are added by electron-builder itself.
  files: [
    'out/**/*',
    'package.json',
    'LICENSE',
    '!**/*.map',
    '!out/.stamp',
    '!out/main/{check,serve}.js',
    '!out/fill/**',
    '!**/*.{ts,tsx,mts,cts,md,markdown}',
    '!node_modules/**/{test,tests,__tests__,example,examples,bench,benchmarks}/**',
    // SQLite comes prebuilt for all systems and with its sources: only the one for this system is
    // of use.
    '!node_modules/@photostructure/sqlite/{src,scripts,binding.gyp}',
    '!node_modules/@photostructure/sqlite/{src,scripts}/**',
    '!node_modules/@photostructure/sqlite/dist/*.cjs.map',
    '!node_modules/@photostructure/sqlite/dist/*.d.*',
    FOREIGN_SQLITE,
    ...FOREIGN_ONNXRUNTIME,
    ...FOREIGN_BUFFERUTIL,
    // Of Swagger UI the page uses a script and two style sheets; @scarf counts installations, by an
    // install script that never runs here.
    '!node_modules/swagger-ui-dist/!(package.json|LICENSE|NOTICE|index.css|swagger-ui.css|swagger-ui-bundle.js*)',
    '!node_modules/@scarf/**',
    // The sources and the install script of onnxruntime, and what only that script needs.
    '!node_modules/onnxruntime-node/{lib,script}/**',
    '!node_modules/{adm-zip,onnxruntime-node/node_modules}/**',
  ],
  // What a plugin author needs, beside the archive.
  extraResources: [
    {
      from: 'docs/examples',
      to: 'examples',
      filter: ['plugin-api.d.ts', 'shopAssistant.mjs'],
    },
    // What the dialog about the program opens, and the picture in the tray.
    { from: 'docs', to: 'docs', filter: ['**/*.{md,png,svg,json}'] },
    { from: 'build/icon.png', to: 'icon.png' },
  ],
  // The window brings its own words; Chromium's are for its own dialogs.
  electronLanguages: ['en-US'],
  asar: true,
  // The system's loader cannot read a library inside the archive.
  asarUnpack: ['**/*.node', 'node_modules/onnxruntime-node/bin/**'],
  // Native parts come prebuilt inside the packages.
  npmRebuild: false,
  electronFuses,
  linux: {
    target: ['AppImage', 'deb'],
    executableName: 'cordboard',
    category: 'Office',
    icon: 'build/icon.png',
    synopsis: 'Watch over and steer phone calls that a voice AI answers',
    maintainer: 'The Cordboard developers <developers@cordboard.invalid>',
  },
  // Without this its desktop entry says --no-sandbox. What its start script adds by itself, the
  // program refuses (electron/security/sandbox.ts).
  appImage: { executableArgs: [] },
  win: { target: ['nsis'], icon: 'build/icon.png' },
  mac: {
    target: ['dmg'],
    icon: 'build/icon.png',
    category: 'public.app-category.business',
    hardenedRuntime: true,
    entitlements: 'build/entitlements.mac.plist',
    entitlementsInherit: 'build/entitlements.mac.plist',
    extendInfo: {
      NSMicrophoneUsageDescription:
        'Cordboard uses the microphone when you take a call over from the AI.',
    },
  },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
};

export default configuration;
