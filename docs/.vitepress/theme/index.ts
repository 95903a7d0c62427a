// The fonts of the reader's system: the site needs no font file, its own or anybody's.
import DefaultTheme from 'vitepress/theme-without-fonts';
import './style.css';

export default DefaultTheme;
