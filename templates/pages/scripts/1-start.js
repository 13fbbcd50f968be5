/* On Record. Every page is complete without scripts; these add comfort. */
'use strict';

const onRecord = {
  /** The site's root, wherever it lies: this script is at assets/onrecord.js. */
  root: new URL('../', document.currentScript.src).href,

  /** What a reader chose, kept by the browser where it may. */
  recall(key) { try { return localStorage.getItem('onrecord.' + key); } catch { return null; } },
  keep(key, value) { try { localStorage.setItem('onrecord.' + key, value); } catch { /* private window */ } },

  find: (selector, within = document) => within.querySelector(selector),
  all: (selector, within = document) => [...within.querySelectorAll(selector)],

  /** Loads a script of the site, once; by a tag, since a page in a folder may not fetch. */
  load(path) {
    onRecord.loaded ??= new Map();
    if (!onRecord.loaded.has(path)) {
      onRecord.loaded.set(path, new Promise((done, failed) => {
        const script = document.createElement('script');
        script.src = onRecord.root + path;
        script.onload = done;
        script.onerror = () => { onRecord.loaded.delete(path); failed(new Error(path)); };
        document.head.append(script);
      }));
    }
    return onRecord.loaded.get(path);
  },

  /** Says something to those who cannot see it. */
  say(words) {
    if (!this.voice) {
      this.voice = document.createElement('p');
      this.voice.className = 'unseen';
      this.voice.setAttribute('role', 'status');
      (document.querySelector('main') || document.body).append(this.voice);
    }
    this.voice.textContent = words;
  },

  ready: (start) => document.addEventListener('DOMContentLoaded', start),
};

/* What needs scripts is shown, and light or dark chosen, before the first paint: nothing moves afterwards. */
{
  document.documentElement.classList.add('scripted');
  const { recall, keep, ready, all } = onRecord;
  const page = document.documentElement;
  const show = (scheme) => {
    if (scheme === 'auto') delete page.dataset.scheme; else page.dataset.scheme = scheme;
  };
  const chosen = recall('scheme') || 'auto';
  show(chosen);
  ready(() => all('.scheme input').forEach((input) => {
    input.checked = input.value === chosen;
    input.addEventListener('change', () => { keep('scheme', input.value); show(input.value); });
  }));
}
