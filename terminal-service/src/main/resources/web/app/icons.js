/** Drawings. All are decoration: what they mean is said in words beside them. */
import { svg } from 'lit';

export const check = svg`<svg class="icon" viewBox="0 0 48 48" aria-hidden="true">
  <circle cx="24" cy="24" r="21"/><path d="M14 25l7 7 14-15"/></svg>`;

export const cross = svg`<svg class="icon" viewBox="0 0 48 48" aria-hidden="true">
  <circle cx="24" cy="24" r="21"/><path d="M16 16l16 16M32 16L16 32"/></svg>`;

export const turnBack = svg`<svg class="icon" viewBox="0 0 48 48" aria-hidden="true">
  <circle cx="24" cy="24" r="21"/><path d="M17 20h10a6 6 0 0 1 0 13h-6M17 20l5-5M17 20l5 5"/></svg>`;

export const waves = svg`<svg class="waves" viewBox="0 0 48 32" aria-hidden="true">
  <path d="M10 10c4 3 4 9 0 12M18 6c7 5 7 15 0 20M26 3c10 7 10 19 0 26M34 0c13 9 13 23 0 32"/></svg>`;

export const cloud = svg`<svg class="icon" viewBox="0 0 48 48" aria-hidden="true">
  <path d="M13 34a8 8 0 0 1 0-16 12 12 0 0 1 22-1 8.5 8.5 0 0 1 0 17M8 42L40 6"/></svg>`;

export const presents = svg`<svg class="present" viewBox="0 0 96 48" aria-hidden="true">
  <rect x="6" y="10" width="44" height="29" rx="4"/><rect x="13" y="19" width="9" height="7" rx="1.5"/>
  <path d="M13 33h20"/><path class="wave" d="M60 16c5 5 5 12 0 17M68 11c8 8 8 19 0 27M76 6c11 11 11 26 0 37"/></svg>`;
