import type { LightboxTexts } from "./lightbox-strings.js";

export const lightboxTexts: LightboxTexts = () => ({
  previousPicture: "上一张照片",
  nextPicture: "下一张照片",
  pictureOf: (at, total) => `第 ${at} 张照片，共 ${total} 张`,
  fullSize: "原始大小",
  fitToWindow: "适应窗口",
  openOriginal: "在新标签页中打开原图",
  closePicture: "关闭照片",
  pictureLoading: "正在加载照片",
  pictureFailed: "无法加载这张照片。",
});
